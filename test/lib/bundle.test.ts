import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { loadLikelihoods } from '../../adapters/local/likelihoods.ts';
import { VantageStack } from '../../lib/vantage-stack.ts';
import { configOf } from './names-fixture.ts';

// Goal: the bundle that would be deployed starts, reads its deployment and answers; a template cannot
// tell. Method: bundle as `cdk synth` does, load the file as Lambda does, and ask it for a probe.

const outdir = mkdtempSync(join(tmpdir(), 'preau-bundle-'));
afterAll(() => rmSync(outdir, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

const loaded = z.object({ handler: z.custom<(event: unknown, context: unknown) => unknown>() });

/** A port of loopback that nobody listens on any more. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

test('probes a platform from the bundled function, as its deployment names it', async () => {
  const port = await closedPort();
  const read = configOf({ 'platforms.1.origin.port': port });
  // An address, where a deployment has a name: no test asks DNS.
  const platforms = read.platforms.map((one) => ({
    ...one,
    origin: { ...one.origin, host: '127.0.0.1' },
  }));
  const config = { ...read, platforms };
  const likelihoods = loadLikelihoods(join(import.meta.dirname, '../../data/likelihoods.yaml'));
  const deployment = { version: '0', config, likelihoods, wordings: {}, words: {} };
  const app = new App({ outdir, context: { 'aws:cdk:bundling-stacks': ['**'] } });
  new VantageStack(app, 'Vantage', { deployment: JSON.stringify(deployment) });
  app.synth();

  const [file = ''] = globSync('asset.*/index.js', { cwd: outdir });
  vi.stubEnv('LAMBDA_TASK_ROOT', join(outdir, file, '..'));
  const { handler } = loaded.parse(createRequire(join(outdir, 'x.js'))(`./${file}`));
  const request = {
    platform: 'temoin',
    vantage: 'paris',
    target: 'origin',
    resolve: '127.0.0.1',
    serverName: 'temoin.example',
    port,
    path: '/',
    expect: 'Bienvenue',
    slowMs: 1_000,
    budgetMs: 2_000,
  };
  const context = { awsRequestId: 'r-1', getRemainingTimeInMillis: () => 5_000 };
  expect(await handler({ requests: [request] }, context)).toMatchObject({
    observations: [{ platform: 'temoin', failure: { stage: 'tcp', kind: 'tcp-refused' } }],
  });
});
