import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { keepFound } from './corpus.ts';
import { allTargets } from './targets.ts';
import { type WatchedRun, watchThreads } from './watch-thread.ts';

// `npm run fuzz -- [--target NAME]... [--minutes M | --seconds S] [--seed N] [--json]`
//
// Gives each target random inputs made of its corpus, for as long as is said in all; the same seed
// makes the same inputs. What is found is cut down to its kernel, kept in the corpus, and told: exit 1.

const { values } = parseArgs({
  options: {
    target: { type: 'string', multiple: true },
    minutes: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

const seed = Number(values.seed);
const known = (await allTargets()).map(({ name }) => name);
const wanted = values.target ?? known;
const strangers = wanted.filter((name) => !known.includes(name));
const totalMs =
  1_000 * (values.minutes === undefined ? Number(values.seconds) : 60 * Number(values.minutes));
if (strangers.length > 0 || !(totalMs > 0) || !Number.isSafeInteger(seed)) {
  console.error(
    `expected --target of: ${known.join(', ')}; minutes and a whole --seed; got ${strangers.join(', ') || 'other figures'}`,
  );
  process.exit(2);
}

/** What is told of a run: the findings by their places in the corpus. */
const told = ({ findings, ...run }: WatchedRun) => ({
  ...run,
  findings: findings.map(({ why, input }) => ({
    why,
    bytes: input.length,
    kept: keepFound(run.name, input),
  })),
});

const runs: ReturnType<typeof told>[] = [];
const ms = totalMs / wanted.length;
await watchThreads({ names: wanted, seed, inputs: Number.MAX_SAFE_INTEGER, ms }, (watched) => {
  const run = told(watched);
  runs.push(run);
  if (values.json) return;
  const figures = [`${run.inputs} inputs`, `${run.seconds} s`, `${run.outcomes} outcomes`];
  console.log(`${run.name.padEnd(18)} ${figures.map((one) => one.padStart(16)).join('')}`);
  for (const { why, kept } of run.findings) console.log(`  FOUND ${why} (${kept})`);
});

const inputs = runs.reduce((sum, run) => sum + run.inputs, 0);
if (values.json)
  console.log(
    JSON.stringify({ seed, commit: commit(), node: process.version, inputs, runs }, null, 2),
  );
process.exitCode = runs.some(({ findings }) => findings.length > 0) ? 1 : 0;

/** Null outside of a checkout. */
function commit(): string | null {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}
