import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../../config/read-config.ts';
import { HomeStack } from '../../lib/home-stack.ts';
import { aConfig } from '../config/a-config.ts';

// Goal: the bundle that would be deployed starts and answers; a template cannot tell.
// Method: bundle with esbuild as `cdk synth` does, load the file as Lambda does, and tick it.

const outdir = mkdtempSync(join(tmpdir(), 'preau-bundle-'));
afterAll(() => rmSync(outdir, { recursive: true }));

const loaded = z.object({ handler: z.custom<(event: unknown, context: unknown) => unknown>() });

/** A port of loopback that nobody listens on any more. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

test('probes a platform from the bundled function', async () => {
  const read = readConfig(aConfig());
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  const app = new App({ outdir, context: { 'aws:cdk:bundling-stacks': ['**'] } });
  new HomeStack(app, 'Home', { config: read.config, vantage: 'aws-eu-west-3' });
  app.synth();

  const [file = ''] = globSync('asset.*/index.js', { cwd: outdir });
  const { handler } = loaded.parse(createRequire(join(outdir, 'x.js'))(`./${file}`));
  const request = {
    platform: 'ent',
    vantage: 'aws-eu-west-3',
    target: 'origin',
    resolve: '127.0.0.1',
    serverName: 'ent.region.example',
    port: await closedPort(),
    path: '/',
    slowMs: 1_000,
    budgetMs: 2_000,
  };
  const context = { awsRequestId: 'r-1', getRemainingTimeInMillis: () => 5_000 };
  expect(await handler({ at: '2021-04-06T06:00:00Z', request }, context)).toMatchObject({
    platform: 'ent',
    failure: { stage: 'tcp', kind: 'tcp-refused' },
  });
});
