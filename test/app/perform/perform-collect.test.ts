// Goal: when the journal first says of a signal, the bytes that it was read from are kept, and can be
// read by its hash. Method: one collection over a folder of evidence and a status page on loopback; what
// the engine is handed is held against the folder in that very instant.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createFolderEvidence } from '../../../adapters/local/evidence/folder-evidence.ts';
import { createFeeds } from '../../../adapters/local/feeds/create-feeds.ts';
import { loopbackFeeds } from '../../../adapters/local/feeds/fetch-guard.ts';
import { hashOf } from '../../../adapters/local/hash.ts';
import { collectFor } from '../../../app/cause/collect-for.ts';
import type { Engine } from '../../../app/engine.ts';
import { performCollect } from '../../../app/perform/perform-collect.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import type { Event } from '../../../core/incident/event.ts';
import { hosterId, incidentId, platformId } from '../../../core/units.ts';
import { calm, FELL, failing, minutesAfterFall, slowing } from '../../fixtures/cause/probes.ts';
import { speech } from '../../fixtures/cause/speech.ts';
import { testPolicy } from '../../fixtures/policy.ts';

const INCIDENT = incidentId('nord-20210406T060500Z');
const PAGE = {
  incidents: [
    { name: 'Réseau', status: 'identified', impact: 'major', created_at: '2021-04-06T06:04:00Z' },
  ],
};

async function statusPage(): Promise<string> {
  const server = createServer((_request, response) => response.end(JSON.stringify(PAGE)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/summary.json`;
}

test('signals are told once their raw forms are kept, each under its own hash', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'preau-collect-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const evidence = createFolderEvidence(folder);
  const clock = { now: () => minutesAfterFall(15), sleep: async () => {}, real: () => 0 };
  const base = testPolicy(['nord', 'sud']);
  const policy = {
    ...base,
    platforms: base.platforms.map((one) => ({ ...one, hoster: hosterId('cloud') })),
  };
  const source = { kind: 'statuspage', url: await statusPage(), wholePage: true } as const;
  const ports = {
    clock,
    evidence,
    feeds: createFeeds({ sources: { cloud: source }, clock, guard: loopbackFeeds }),
    traffic: { summarise: async () => null },
    prober: { probe: () => expect.unreachable('no plain page is on record') },
    metrics: { read: async () => ({ reading: { kind: 'none' } }) as const },
    observations: {
      add: async () => undefined,
      between: async () => [...calm(), ...slowing(6_000), ...failing('http-503')],
    },
  };
  const told: Event[] = [];
  const engine = {
    state: () => initialState(policy),
    handle: async (event: Event) => {
      if (event.kind !== 'signals-collected') return;
      for (const { raw } of event.signals) {
        const bytes = raw === undefined ? null : await evidence.read(raw);
        expect(bytes === null ? null : hashOf(bytes)).toBe(raw);
      }
      told.push(event);
    },
  } as unknown as Engine;
  const collect = collectFor(ports, engine, policy, { calendar: [], speech });
  await performCollect({ clock }, engine, collect, {
    kind: 'collect-signals',
    key: `${INCIDENT}/signals/1`,
    incident: INCIDENT,
    platform: platformId('nord'),
    fellAt: FELL,
  });
  const signals = told.flatMap((event) =>
    event.kind === 'signals-collected' ? event.signals : [],
  );
  expect(signals.map(({ feature }) => feature)).toEqual(
    expect.arrayContaining(['latency-knee', 'http-gateway', 'hoster-incident']),
  );
  const records = await evidence.recordsOf(INCIDENT);
  expect(new Set(records.map(({ hash }) => hash))).toEqual(new Set(signals.map(({ raw }) => raw)));
  expect(records.map(({ from }) => from).toSorted()).toEqual([
    'calendar',
    source.url,
    'probes',
    'topology',
  ]);
});
