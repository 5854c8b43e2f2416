import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Mutant } from '../mutant.ts';
import type { MutationJob } from '../mutation-job.ts';
import type { WorkerWord } from '../worker-word.ts';
import { type LoadedTest, loadTests } from './load-tests.ts';
import { type Measured, measureTests } from './measure-tests.ts';
import { type Say, sayInto } from './say.ts';
import { tellSpentTime } from './spent-time.ts';
import { switchboard } from './switchboard.ts';
import { tryAwake } from './try-awake.ts';
import { tryFromReading } from './try-from-reading.ts';

// The worker: vitest runs this one test, and this test runs all others, once for each mutant.

/** Chosen: twenty times what the slowest test takes alone, since machines are shared. */
const LIMIT_FACTOR = 20;
const LIMIT_MORE_MS = 3_000;
/** While tests are measured everything is counted, which takes longer than the tests. Chosen. */
const LIMIT_MAX_MS = 30_000;
const READING_LIMIT_MS = 15_000;
/** Modules that are read again and again are not all forgotten. Chosen. */
const RSS_MAX_BYTES = 1_200 * 1_024 * 1_024;

/** A file that keeps what it has reckoned: it must forget what was reckoned with no mutant awake. */
const REMEMBERS = /^const \w+ = new (?:Weak)?Map</m;

const job = JSON.parse(
  readFileSync(process.env['PREAU_MUTATION_JOB'] ?? '', 'utf8'),
) as MutationJob;

test('every mutant', async () => {
  const say = sayInto(job.words);
  tellSpentTime(job.root, job.spent);
  try {
    expect(['again', 'done']).toContain(await tryAll(say));
  } catch (error) {
    say({ kind: 'broken', why: error instanceof Error ? `${error.stack}` : String(error) });
  }
});

async function tryAll(say: Say): Promise<'again' | 'done'> {
  const ended = idsEnded();
  const left = job.mutants.filter(({ id }) => !ended.has(id));
  const files = new Set(left.flatMap(({ file }) => job.testsOf[file] ?? []));
  const tests = await loadTests(job.root, [...files]);
  const measured = await measuredOnce(tests);
  switchboard.isDeaf = true;
  const byKey = new Map(tests.map((one) => [one.key, one]));
  const whileRead = new Set(measured.whileRead);
  for (const mutant of left) {
    const spoiled = await tryOne(mutant, byKey, measured, whileRead, say);
    const why = spoiled ? 'spoiled' : process.memoryUsage.rss() > RSS_MAX_BYTES ? 'full' : null;
    if (why === null) continue;
    say({ kind: 'again', id: mutant.id, why });
    return 'again';
  }
  say({ kind: 'done' });
  return 'done';
}

/** @returns whether something outlasted this mutant or one before, so that nothing can be said of it */
async function tryOne(
  mutant: Mutant,
  tests: ReadonlyMap<string, LoadedTest>,
  measured: Measured,
  whileRead: ReadonlySet<string>,
  say: Say,
): Promise<boolean> {
  const { id } = mutant;
  say({ kind: 'begins', id, limitMs: limitOf(id, measured) });
  let outcome = await tryAwake(mutant, tests, measured, say);
  if (outcome === 'spoiled') return true;
  const isRead = whileRead.has(id) || REMEMBERS.test(job.sources[mutant.file] ?? '');
  if ((outcome === 'survived' || outcome === 'uncovered') && isRead) {
    say({ kind: 'begins', id, limitMs: READING_LIMIT_MS });
    outcome = await tryFromReading(mutant, job.root, job.testsOf[mutant.file] ?? [], say);
  }
  say({ kind: 'ends', id, outcome });
  return false;
}

function limitOf(id: string, { hits, tookMs }: Measured): number {
  const slowest = Math.max(0, ...Object.keys(hits[id] ?? {}).map((key) => tookMs[key] ?? 0));
  return Math.min(LIMIT_MAX_MS, LIMIT_FACTOR * slowest + LIMIT_MORE_MS);
}

/** Measures, or reads what the first worker measured. */
async function measuredOnce(tests: readonly LoadedTest[]): Promise<Measured> {
  if (existsSync(job.measured)) return JSON.parse(readFileSync(job.measured, 'utf8')) as Measured;
  const measured = await measureTests(tests);
  writeFileSync(job.measured, JSON.stringify(measured));
  return measured;
}

function idsEnded(): ReadonlySet<string> {
  const lines = readFileSync(job.words, 'utf8').split('\n').filter(Boolean);
  const words = lines.map((line) => JSON.parse(line) as WorkerWord);
  return new Set(words.flatMap((word) => (word.kind === 'ends' ? [word.id] : [])));
}
