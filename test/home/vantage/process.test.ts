// Goal: `preau vantage` is a program that a supervisor can run: it says when it is ready, looks for a
// home from where it stands, and ends at once and cleanly when asked. Method: the real process on
// loopback, asked by the prober of a home; an origin with a certificate of the test's own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRemoteProber } from '../../../adapters/local/remote-prober.ts';
import { readVantageKey } from '../../../adapters/local/remote-prober-key.ts';
import { epochMs, vantageId } from '../../../core/units.ts';
import {
  NAME,
  openProbeStage,
  type ProbeStage,
  page,
  probeOf,
  says,
} from '../../adapters/local/prober-fixture.ts';
import { type } from '../../cli/a-terminal.ts';

const BIN = fileURLToPath(new URL('../../../bin/preau.js', import.meta.url));

let stage: ProbeStage;
let folder = '';
const living = new Set<ChildProcess>();
beforeAll(async () => {
  stage = await openProbeStage();
  folder = mkdtempSync(join(tmpdir(), 'preau-vantage-process-'));
  writeFileSync(join(folder, 'ca.pem'), stage.certificates.caPem);
  await type(['vantage', 'key', join(folder, 'key')]);
});
afterAll(async () => {
  for (const child of living) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  await stage.close();
});

/** Start an agent, and wait for its word that it is ready. */
async function start(...options: readonly string[]) {
  const key = join(folder, 'key');
  const argv = [BIN, 'vantage', '--port', '0', '--key-file', key, '--json', ...options];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'] });
  living.add(child);
  child.once('exit', () => living.delete(child));
  let out = '';
  let err = '';
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${err}`)));
    child.stdout.on('data', (bytes: Buffer) => {
      out += bytes.toString();
      if (out.endsWith('}\n')) resolve((JSON.parse(out) as { url: string }).url);
    });
  });
  const agents = new Map([[vantageId('v1'), { url, key: readVantageKey(key) }]]);
  const others = { probe: () => Promise.reject(new Error('not from here')) };
  const clock = { now: () => epochMs(Date.now()) };
  return {
    prober: createRemoteProber({ agents, others, clock }),
    end: async (signal: 'SIGTERM' | 'SIGINT') => {
      const ended = once(child, 'exit');
      const started = performance.now();
      child.kill(signal);
      const [code] = (await ended) as [number | null];
      return { code, err, tookMs: performance.now() - started };
    },
  };
}

test('looks for a home, and ends cleanly at SIGTERM', { timeout: 30_000 }, async () => {
  const origin = await stage.origin(says(page(200, 'Se connecter')));
  const allow = `127.0.0.1:${origin.port},${NAME}`;
  const ca = join(folder, 'ca.pem');
  const agent = await start('--allow', allow, '--allow-private', '--ca', ca);
  const request = probeOf({ resolve: '127.0.0.1', port: origin.port, budgetMs: 4_000 });
  const seen = await agent.prober.probe(request);
  expect(seen).toMatchObject({ failure: null, status: 200, address: '127.0.0.1' });
  const stray = await agent.prober.probe({ ...request, port: origin.port + 1 });
  expect(stray.failure).toMatchObject({ stage: 'vantage', kind: 'vantage-silent' });
  const { code, err, tookMs } = await agent.end('SIGTERM');
  expect([code, err]).toEqual([0, '']);
  expect(tookMs).toBeLessThan(2_000);
  const gone = await agent.prober.probe(request);
  expect(gone.failure?.kind).toBe('vantage-silent');
});

test('connects to no machine of its own network unless told to', { timeout: 30_000 }, async () => {
  let knocked = 0;
  const origin = await stage.origin(() => (knocked += 1));
  const agent = await start('--allow', `127.0.0.1:${origin.port},${NAME}`);
  const request = probeOf({ resolve: '127.0.0.1', port: origin.port, budgetMs: 2_000 });
  const seen = await agent.prober.probe(request);
  expect(seen.failure).toMatchObject({ stage: 'vantage', kind: 'vantage-silent' });
  expect(seen.failure?.detail).toContain('127.0.0.1');
  expect(knocked).toBe(0);
  expect((await agent.end('SIGINT')).code).toBe(0);
});
