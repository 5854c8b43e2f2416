import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// Goal: what docs/architecture.md says that nothing does is done by nothing.
// Method: every source is searched for the words by which it would be; each place that has them is named here.

const root = new URL('..', import.meta.url);
const sources = globSync('{core,config,app,adapters,home,lambdas,cli,web}/**/*.ts', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  // Bundled scripts of the mirror's pages: no clock, name or message of Préau's is in them.
  .filter((path) => path !== 'app/mirror/own-scripts.ts')
  .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }));

const placesOf = (words: RegExp, under = ''): readonly string[] =>
  sources
    .filter(({ path, text }) => path.startsWith(under) && words.test(text))
    .map(({ path }) => path)
    .toSorted();

test('nothing asks for a turn but the worker of turns, and a person who breaks the glass', () => {
  expect(placesOf(/\.(?:setHold|setShare|setStay)\(/)).toEqual([
    'app/perform/turn-batch.ts',
    'app/perform/turn-dns.ts',
    'home/deploy/break-glass.ts',
    'home/deploy/turn-by-update.ts',
  ]);
});

test('nothing writes records at Route 53 but a turn, and an adoption that a person applies', () => {
  expect(placesOf(/new ChangeResourceRecordSetsCommand\(/)).toEqual([
    'adapters/aws/dns-zone-batch.ts',
    'adapters/aws/zone-records.ts',
  ]);
  expect(placesOf(/new UpdateHealthCheckCommand\(/)).toEqual(['adapters/aws/set-stay.ts']);
});

test('nothing decides, and nothing writes the journal, but the engine', () => {
  // The other one stands between the engine and its journal, and counts the writes that fail.
  expect(placesOf(/\bjournal\.append\(/)).toEqual(['app/engine.ts', 'home/health/health-book.ts']);
  // The two others show people what a command would do, and keep nothing of it.
  expect(placesOf(/(?<!\.)\bstep\(/, 'app/')).toEqual([
    'app/engine.ts',
    'app/views/foresee.ts',
    'app/views/notice-edit.ts',
    'app/views/turn-plan.ts',
  ]);
});

test('nothing sends a message to a school but the sender of planned notices', () => {
  expect(placesOf(/\b(?:mail|sms|bulk)\.send\(/, 'app/')).toEqual(['app/notices/send-notice.ts']);
});

test('no use case reads a clock or takes its chance itself', () => {
  expect(placesOf(/\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/, 'app/')).toEqual([]);
});

test('nothing runs a program but what builds and publishes mirrors, and starts the processes of a home', () => {
  expect(placesOf(/from 'node:child_process'/, 'app/')).toEqual([]);
  expect(placesOf(/from 'node:child_process'/, 'lambdas/')).toEqual([]);
  expect(placesOf(/from 'node:child_process'/, 'web/')).toEqual([]);
  expect(placesOf(/\beval\(|\bnew Function\(/)).toEqual([]);
});
