// Goal: a home looks through the agents of its configuration, from wherever it was started, and starts
// with none whose key it cannot use. Method: the rehearsal's own configuration with agents added.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../adapters/local/clock.ts';
import { anyHost, type HostGuard, loopbackOnly } from '../../../adapters/local/loopback-guard.ts';
import type { Prober } from '../../../app/ports.ts';
import { epochMs } from '../../../core/units.ts';
import { absolutePaths } from '../../../home/deploy/absolute-paths.ts';
import type { HomeSpec } from '../../../home/home-spec.ts';
import { loadRehearsal } from '../../../home/rehearse/load-rehearsal.ts';
import { openProber } from '../../../home/vantage/open-prober.ts';
import { probeOf } from '../../adapters/local/prober-fixture.ts';
import { anAgent } from './an-agent.ts';

const KEY = 'k'.repeat(43);
const { config } = loadRehearsal('april-6-2021');
const nobody = { address: '127.0.0.1', port: 1 };
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-open-prober-'));
  writeFileSync(join(folder, 'agent.key'), KEY, { mode: 0o600 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A home whose first vantage has an agent, its files relative to the test's folder. */
function homeOf(url: string, keyFile = 'agent.key'): HomeSpec {
  const [first, ...others] = config.vantages;
  if (first === undefined) throw new Error('the rehearsal has vantages');
  const vantages = [{ ...first, agent: { url, keyFile } }, ...others];
  return {
    config: absolutePaths({ ...config, vantages }, folder),
    dataFolder: folder,
    names: { dnsPort: 1, controlPort: 1, token: '' },
    caPem: null,
    accessLogs: {},
    rehearsal: { from: epochMs(0), realFromMs: 0, pace: 1, calmLeadMs: 0, inboxFile: '' },
  };
}
const openWith = (spec: HomeSpec, guard: HostGuard = anyHost) =>
  openProber(spec, systemClock, nobody, guard);
const by = (index: number) => {
  const vantage = config.vantages[index];
  if (vantage === undefined) throw new Error(`the rehearsal has ${index + 1} vantages`);
  return probeOf({ vantage: vantage.id, port: 443, budgetMs: 300 });
};

test('the vantage that has an agent looks through it, the others from here', async () => {
  const prober: Prober = {
    probe: async ({ platform, vantage, target }) => {
      const at = epochMs(Date.now());
      return { platform, vantage, target, at, failure: null, timesMs: {}, totalMs: 3, status: 204 };
    },
  };
  const agent = await anAgent(prober, 'ent.example,origine.ent.example', { key: Buffer.from(KEY) });
  const opened = openWith(homeOf(agent.agent.url));
  const [far, near] = await Promise.all([opened.probe(by(0)), opened.probe(by(1))]);
  await agent.stop();
  expect(far).toMatchObject({ failure: null, status: 204 });
  expect(near.failure?.stage).toBe('dns');
});

test('a rehearsal asks no agent off this machine', async () => {
  const opened = openWith(homeOf('http://192.0.2.1:8443'), loopbackOnly);
  const seen = await opened.probe(by(0));
  expect(seen.failure).toMatchObject({ stage: 'vantage', kind: 'vantage-silent' });
  expect(seen.failure?.detail).toContain('loopback');
});

test('a key that is not there keeps the home from starting, and is named', () => {
  const spec = homeOf('http://127.0.0.1:1', 'absent.key');
  expect(() => openWith(spec)).toThrow(join(folder, 'absent.key'));
});

test('a rehearsal asks its own name server alone, whatever resolvers are configured; a home asks them', async () => {
  const spec = homeOf('http://127.0.0.1:1');
  const watch = { ...config.watch, resolvers: ['127.0.0.2', '127.0.0.3'] };
  const seen = await openWith({ ...spec, config: { ...spec.config, watch } }).probe(by(1));
  // What several servers said is kept; here there is only one.
  expect(seen.names).toBeUndefined();
  const deployed = openWith({ ...spec, rehearsal: null, config: { ...spec.config, watch } });
  const names = (await deployed.probe({ ...by(1), resolve: config.names.zones[0]?.name ?? '' }))
    .names;
  expect(names?.map(({ role }) => role)).toEqual(['authority', 'resolver', 'resolver']);
});
