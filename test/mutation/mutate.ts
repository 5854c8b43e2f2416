import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Instrumenter, loadInstrumenter } from './load-instrumenter.ts';
import { mutateFiles } from './mutate-files.ts';
import type { MutationResult, Survivor } from './mutation-result.ts';
import { SCORE_TARGET, scoreOf } from './score.ts';
import { newSurvivors, sumUp } from './sum-up.ts';
import { writePage } from './write-page.ts';

const HELP = `Tries every mutant of directories of core/ on their tests, keeps what came of it in docs/mutation/, and writes
docs/mutation.md. Of single files it only tells.

usage: npm run mutate -- [DIRECTORY | FILE]... [--check | --page] [--minutes M]

  (nothing)     all directories: an hour or two
  --check       keeps nothing, and ends with 1 where a mutant survives that did not, or the score is below the
                target
  --page        runs nothing, and writes the page from what is kept
  --minutes M   for each directory; files that were not finished by then are named as not run

Exit status: 0 done, 1 lost something (--check), 2 wrong usage
`;

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The files of core/ that are in no directory. */
const OWN = 'core';
/** Written by a script from data that a test compares it with. */
const GENERATED: readonly string[] = ['core/watch/page-patterns.ts'];

const { values, positionals } = readArguments();
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const filesOf = (directory: string): readonly string[] =>
  globSync(directory === OWN ? 'core/*.ts' : `core/${directory}/**/*.ts`, { cwd: root })
    .filter((file) => !GENERATED.includes(file))
    .toSorted();
const directories = [
  ...globSync('core/*/', { cwd: root })
    .map((path) => path.replace(/^core\/|\/$/g, ''))
    .toSorted(),
  OWN,
];
/** For each directory. */
const minutes = Number(values.minutes ?? Number.POSITIVE_INFINITY);
const placeOf = (directory: string): string => `${root}docs/mutation/${directory}.json`;

const isFile = (name: string): boolean => name.endsWith('.ts');
const strangers = positionals.filter((name) =>
  isFile(name) ? !existsSync(`${root}${name}`) : !directories.includes(name),
);
if (strangers.length > 0 || !(minutes > 0)) {
  console.error(
    `expected directories of core/: ${directories.join(', ')}; or files, and minutes above 0; got ${positionals.join(', ')} ${values.minutes ?? ''}`,
  );
  process.exit(2);
}

// Its worker ends with it, and so does what the worker wrote.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const instrumenter = values.page ? null : await loadInstrumenter(root);
if (!values.page && instrumenter === null)
  console.log('not run: @stryker-mutator/instrumenter is not there and cannot be fetched');
if (instrumenter !== null) await runAll(instrumenter);
if (!values.check) writeFileSync(`${root}docs/mutation.md`, pageOfKept());

async function runAll(made: Instrumenter): Promise<void> {
  const files = positionals.filter(isFile);
  if (files.length > 0) tell(await run(made, files.join(', '), files));
  const wanted = positionals.length === 0 ? directories : positionals.filter((one) => !isFile(one));
  for (const directory of wanted) {
    const before = keptOf(directory);
    const result = await run(made, directory, filesOf(directory), before);
    const isNew = newSurvivors(result, before);
    tell({ ...result, survivors: isNew });
    if (values.check && (isNew.length > 0 || scoreOf(result.counts) < SCORE_TARGET))
      process.exitCode = 1;
    if (!values.check) keep(result);
  }
}

async function run(
  made: Instrumenter,
  name: string,
  files: readonly string[],
  before: MutationResult | null = null,
): Promise<MutationResult> {
  const began = performance.now();
  const mutated = await mutateFiles(made, root, files, began + minutes * 60_000);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return sumUp(name, mutated, { day: new Date().toISOString().slice(0, 10), seconds }, before);
}

function tell({ directory, counts, seconds, survivors, notRun = [] }: MutationResult): void {
  const { killed, timeout, survived, uncovered } = counts;
  const score = (scoreOf(counts) * 100).toFixed(1);
  const lost = scoreOf(counts) < SCORE_TARGET ? `, below ${SCORE_TARGET * 100} %` : '';
  for (const one of survivors) console.log(lineOf(one));
  console.log(
    `${directory}: ${killed} killed, ${timeout} timed out, ${survived} survived, ${uncovered} without a test: ${score} %${lost} (${seconds} s)`,
  );
  if (notRun.length > 0) console.log(`not run: ${notRun.join(', ')}`);
}

function lineOf({ file, line, mutator, original, replacement, outcome }: Survivor): string {
  return `${outcome.padEnd(9)} ${file}:${line} ${mutator} ${original} → ${replacement}`;
}

function keptOf(directory: string): MutationResult | null {
  const place = placeOf(directory);
  return existsSync(place) ? (JSON.parse(readFileSync(place, 'utf8')) as MutationResult) : null;
}

function keep(result: MutationResult): void {
  mkdirSync(`${root}docs/mutation`, { recursive: true });
  writeFileSync(placeOf(result.directory), `${JSON.stringify(result, null, 2)}\n`);
}

function pageOfKept(): string {
  const results = directories.flatMap((directory) => keptOf(directory) ?? []);
  return writePage(results, directories);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        check: { type: 'boolean', default: false },
        page: { type: 'boolean', default: false },
        minutes: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    process.stderr.write(
      `mutate: ${error instanceof Error ? error.message : String(error)}\n${HELP}`,
    );
    process.exit(2);
  }
}
