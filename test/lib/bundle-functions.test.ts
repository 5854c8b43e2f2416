// Goal: a bundle starts with nothing of this project around it, and is as small as promised.
// Method: the real bundles in a folder of their own, one of them loaded as Lambda loads it.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { loadLikelihoods } from '../../adapters/local/likelihoods.ts';
import { loadDirectoryTables } from '../../adapters/local/directory-tables.ts';
import { readCalendarSpans } from '../../adapters/local/read-calendar.ts';
import type { Deployment } from '../../app/deployment.ts';
import { VARIABLES } from '../../config/aws-names.ts';
import { shapeOf } from '../../config/aws-functions.ts';
import { readConfig } from '../../config/read-config.ts';
import { sha256 } from '../../core/units.ts';
import { BUNDLE_FILE, bundleFunctions } from '../../lib/bundle-functions.ts';
import { writeDeployment } from '../../lib/write-deployment.ts';
import { readNoticeTexts } from '../../adapters/local/notice-wordings.ts';
import { readWordTable } from '../../web/words.ts';
import { aConfig } from '../config/a-config.ts';
import { httpEvent } from '../lambdas/http-event.ts';
import { contextOf } from '../lambdas/stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-bundles-'));
let bundles: ReadonlyMap<string, string>;
beforeAll(() => {
  bundles = bundleFunctions(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => void vi.unstubAllEnvs());
const of = (name: string): string => bundles.get(name) ?? '';

test.each([
  ['receipts', 450],
  ['acknowledge', 450],
  ['hear-gateway', 450],
  // Two clients, and all that its pages are written with.
  ['console', 800],
])('%s is at most %i kB', (name, sizeKb) => {
  expect(statSync(join(of(name), BUNDLE_FILE)).size).toBeLessThanOrEqual(sizeKb * 1_000);
});

test('carries the files of its row, and those that ask for none have none', () => {
  const files = (shapeOf('console').files ?? []).map((file) => basename(file));
  expect(files).toContain('sign-in.js');
  expect(readdirSync(of('console')).toSorted()).toEqual([...files, BUNDLE_FILE].toSorted());
  expect(readdirSync(of('receipts'))).toEqual([BUNDLE_FILE]);
});

test('of the console answers with its scripts, from its own folder', async () => {
  writeDeployment(of('console'), JSON.stringify(deployment()));
  vi.stubEnv('LAMBDA_TASK_ROOT', of('console'));
  vi.stubEnv('AWS_REGION', 'eu-west-3');
  for (const name of shapeOf('console').variables) vi.stubEnv(VARIABLES[name], `of-${name}`);
  const { handler } = createRequire(import.meta.url)(join(of('console'), BUNDLE_FILE)) as {
    handler: (event: unknown, context: unknown) => Promise<{ statusCode: number; body: string }>;
  };
  const answer = await handler(httpEvent('/sign-in.js'), contextOf());
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('code_challenge_method');
  expect((await handler(httpEvent('/now'), contextOf())).statusCode).toBe(401);
});

function deployment(): Deployment {
  const console = { issuer: 'https://login.example', clientId: 'preau-console' };
  const read = readConfig(aConfig({ 'aws.console': console }), { language: 'fr' });
  if (read.kind !== 'read') throw new Error('the least configuration with a console is right');
  return {
    version: 'test',
    digest: sha256('0'.repeat(64)),
    config: read.config,
    likelihoods: loadLikelihoods(join(import.meta.dirname, '../../data/likelihoods.yaml'), 'fr'),
    wordings: readNoticeTexts(),
    calendar: readCalendarSpans(),
    academies: loadDirectoryTables().academies,
    words: readWordTable('fr'),
    otherWords: readWordTable('en'),
  };
}
