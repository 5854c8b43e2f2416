import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { MutationJob } from './mutation-job.ts';
import type { Outcome } from './outcome.ts';
import type { WorkerWord } from './worker-word.ts';

const LOOK_EVERY_MS = 100;
/** No limit is below that. */
const SILENT_MS = 2_000;
/** To read and measure all tests of a directory. Chosen. */
const BEGIN_LIMIT_MS = 180_000;
/** Of any clock: a worker that does not even begin spends no time. Chosen. */
const SILENT_MAX_MS = 3_600_000;

/**
 * Runs a worker until every mutant has an outcome. A worker that hangs, dies or is spoiled gives way to
 * another, which goes on where it stopped.
 *
 * @param path of the job's file
 * @param endsAt by `performance.now()`; those that were not tried by then have no outcome
 * @throws what the worker says where the tests fail without any mutant
 */
export async function watchWorker(
  path: string,
  job: MutationJob,
  endsAt = Number.POSITIVE_INFINITY,
): Promise<ReadonlyMap<string, Outcome>> {
  writeFileSync(job.words, '');
  const spoiled = new Set<string>();
  for (;;) {
    const before = readWords(job).length;
    await oneWorker(path, job, endsAt);
    if (performance.now() >= endsAt) return outcomesOf(readWords(job));
    const words = readWords(job).slice(before);
    const last = words.findLast(({ kind }) => kind !== 'alive');
    if (last?.kind === 'done') return outcomesOf(readWords(job));
    if (last?.kind === 'broken') throw new Error(last.why);
    if (last === undefined) throw new Error('the worker said nothing before it ended');
    if (last.kind === 'begins') end(job, last.id, 'timeout');
    if (last.kind === 'again' && last.why === 'spoiled') {
      // Whoever spoils a fresh process spoils it himself, and that is seen.
      if (spoiled.has(last.id)) end(job, last.id, 'killed');
      spoiled.add(last.id);
    }
  }
}

function end(job: MutationJob, id: string, outcome: Outcome): void {
  appendFileSync(job.words, `${JSON.stringify({ kind: 'ends', id, outcome })}\n`);
}

async function oneWorker(path: string, job: MutationJob, endsAt: number): Promise<void> {
  writeFileSync(job.spent, '');
  const config = join(job.root, 'test/mutation/vitest.config.ts');
  const child = spawn(
    process.execPath,
    [join(job.root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', config],
    {
      cwd: job.root,
      detached: true,
      stdio: 'ignore',
      env: { ...process.env, PREAU_MUTATION_JOB: path, NODE_ENV: 'test', NO_COLOR: '1' },
    },
  );
  const gone = once(child, 'exit');
  const end = (): void => endGroup(child);
  process.once('exit', end);
  await Promise.race([gone, hangs(child, job, endsAt)]);
  end();
  await gone;
  process.off('exit', end);
}

/**
 * Ends when nothing was said for longer than the last mutant may take, by the time that the worker has
 * spent: others may have the processor for minutes. Or when time is up.
 */
async function hangs(child: ChildProcess, job: MutationJob, endsAt: number): Promise<void> {
  const before = readWords(job).length;
  let [size, at, spentMs] = [-1, 0, 0];
  while (child.exitCode === null && child.signalCode === null) {
    await pause(LOOK_EVERY_MS);
    const now = statSync(job.words).size;
    const spentNowMs = Number(readFileSync(job.spent, 'utf8'));
    if (now !== size) [size, at, spentMs] = [now, performance.now(), spentNowMs];
    if (performance.now() >= Math.min(endsAt, at + SILENT_MAX_MS)) return;
    const silentMs = spentNowMs - spentMs;
    if (silentMs > SILENT_MS && silentMs > limitAfter(readWords(job).slice(before))) return;
  }
}

function limitAfter(words: readonly WorkerWord[]): number {
  const last = words.findLast(({ kind }) => kind !== 'alive');
  return last?.kind === 'begins' ? last.limitMs : BEGIN_LIMIT_MS;
}

/** Worker and its own processes; gone already is well too. */
function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {}
}

function readWords({ words }: MutationJob): readonly WorkerWord[] {
  const lines = readFileSync(words, 'utf8').split('\n');
  // The last line is empty, or is being written.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as WorkerWord);
}

function outcomesOf(words: readonly WorkerWord[]): ReadonlyMap<string, Outcome> {
  return new Map(words.flatMap((word) => (word.kind === 'ends' ? [[word.id, word.outcome]] : [])));
}
