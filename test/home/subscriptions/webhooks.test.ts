// Goal: a home tells an endpoint of a fall from its journal's lines, takes up after a stop what it had not
// told, and gives people a task where nobody takes it. Method: the home's own loops over its own files,
// a journal's lines by hand, and a receiver on loopback.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { systemClock } from '../../../adapters/local/clock.ts';
import { readConfig } from '../../../config/read-config.ts';
import type { Engine } from '../../../app/engine.ts';
import type { State } from '../../../core/incident/state.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { incidentId, sha256 } from '../../../core/units.ts';
import type { HomeSpec } from '../../../home/home-spec.ts';
import { openSubscriptions } from '../../../home/subscriptions/open-subscriptions.ts';
import { statusExtras } from '../../web/fixtures/faces.ts';
import { MORNING_NOW, morning } from '../../web/fixtures/morning.ts';
import { morningPolicy } from '../../web/fixtures/morning-policy.ts';
import { aConfig } from '../../config/a-config.ts';
import { type Received, startReceiver } from './receiver.ts';

const SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const FALL = incidentId('ent-occitanie-20210406T060710Z');
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const before: State = { ...morning, incidents: {} };
const closed = { ...morning.incidents[FALL], closedAt: MORNING_NOW } as State['incidents'][never];
const after: State = { ...morning, incidents: { ...morning.incidents, [FALL]: closed } };

const entry = (seq: number): JournalEntry => ({
  seq,
  event: { kind: 'tick', at: MORNING_NOW, seenAt: MORNING_NOW },
  actions: [],
  previous: sha256('0'.repeat(64)),
  hash: sha256(String(seq).padEnd(64, 'x')),
});

async function folderOf(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'preau-webhooks-'));
  closing.push(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'secret'), SECRET, { mode: 0o600 });
  return folder;
}

function specOf(dataFolder: string, url: string): HomeSpec {
  const read = readConfig(
    aConfig({
      aws: undefined,
      'pages.webhooks': [{ name: 'region', url, secretFile: join(dataFolder, 'secret') }],
    }),
    { language: 'fr', rehearsal: true },
  );
  if (read.kind !== 'read') throw new Error(JSON.stringify(read.problems));
  const rehearsal = { from: MORNING_NOW, realFromMs: 0, pace: 1, calmLeadMs: 0, inboxFile: '' };
  return { config: read.config, dataFolder, names: null, caPem: null, accessLogs: {}, rehearsal };
}

/** A home's part that tells endpoints, whose journal has so many lines when it starts. */
async function live(spec: HomeSpec, lines: number) {
  const { words, render } = statusExtras('fr');
  const events: string[] = [];
  const engine = {
    handle: async (event: { readonly kind: string }) => void events.push(event.kind),
  } as unknown as Engine;
  const subscriptions = await openSubscriptions({
    spec,
    ports: {
      clock: systemClock,
      random: { next: () => 0 },
      journal: {
        head: async () => (lines === 0 ? null : entry(lines)),
        append: async () => undefined,
        read: async function* () {},
      },
    },
    policy: morningPolicy,
    words,
    render,
    onError: (error) => events.push(String(error)),
  });
  const ending = new AbortController();
  const run = subscriptions.run(engine, ending.signal);
  const stop = async () => {
    ending.abort();
    await run;
  };
  closing.push(stop);
  return { take: subscriptions.take, stop, events };
}

const typesOf = (received: readonly Received[]) =>
  received.map(({ body }) => JSON.parse(String(body)).type as string);

test('a home tells its endpoint of falls, and of those that it had not told when it stopped', async () => {
  const receiver = await startReceiver();
  closing.push(() => receiver.stop());
  const spec = specOf(await folderOf(), receiver.url);
  const first = await live(spec, 1);
  first.take(entry(1), before);
  first.take(entry(2), morning);
  const falls = Object.keys(morning.incidents).length;
  const got = await receiver.came(({ length }) => length >= falls);
  const told = got.map(({ body, headers }) => new Webhook(SECRET).verify(String(body), headers));
  expect(told).toContainEqual(
    expect.objectContaining({
      type: 'incident.created',
      data: expect.objectContaining({
        incident: expect.objectContaining({ id: morning.incidents[FALL]?.reference }),
        component: expect.objectContaining({ id: 'ent-occitanie' }),
      }),
    }),
  );
  await first.stop();
  // The line was journalled, and the home ended before it told anybody.
  const second = await live(spec, 3);
  second.take(entry(1), before);
  second.take(entry(2), morning);
  second.take(entry(3), after);
  const all = await receiver.came((received) => typesOf(received).includes('incident.resolved'));
  // What the first home was bringing when it ended may come again: with the same id.
  const ids = new Set(all.map(({ headers }) => headers['webhook-id']));
  expect(ids.size).toBe(falls + 1);
  expect([...first.events, ...second.events]).toEqual([]);
});
