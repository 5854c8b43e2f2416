import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Bench, BenchResult, Outcome } from './bench.ts';
import { benches } from './benches.ts';
import { keptResults } from './kept-results.ts';
import { withFormerParts } from './former-parts.ts';
import { thisMachine } from './machine.ts';
import { benchmarksPage, sectionText } from './page.ts';

// `npm run bench` runs all; `npm run bench -- NAME` runs one. Either keeps what it measured in
// docs/benchmarks/ and writes docs/benchmarks.md anew of all that is kept there; `--json` prints the
// results instead, and nothing else, on standard output.

const PAGE = new URL('../docs/benchmarks.md', import.meta.url);
const kept = keptResults(new URL('../docs/benchmarks/', import.meta.url));

const USAGE = `usage: npm run bench -- [NAME] [--json]; benches: ${benches.map(({ name }) => name).join(', ')}`;

process.exitCode = await main(process.argv.slice(2));

/** @returns 0; 1 when a bench failed, which keeps none of the others' figures back; 2 for a wrong command line */
async function main(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') {
    console.error(`bench: ${asked}\n${USAGE}`);
    return 2;
  }
  const results: BenchResult[] = [];
  let isPageOld = false;
  let hasFailed = false;
  for (const bench of asked.chosen) {
    const ran = await runBench(bench);
    if (ran === null) continue;
    results.push(ran.result);
    hasFailed ||= ran.hasFailed;
    if (asked.json) continue;
    if (asked.one) console.log(sectionText(bench, ran.result));
    if (isWorthKeeping(ran)) {
      await kept.keep(withFormerParts(ran.result, await kept.read(bench.name)));
      isPageOld = true;
    } else console.error(`bench ${bench.name}: a part of it, whose figures are not kept`);
  }
  const complete = results.length === asked.chosen.length && !hasFailed;
  if (asked.one && results.length === 0) return 1;
  if (asked.json) console.log(JSON.stringify(asked.one ? results[0] : results, null, 2));
  else if (isPageOld) await writePage();
  return complete ? 0 : 1;
}

/** Of a bench with parts a failure takes nothing from the parts that did not fail. */
function isWorthKeeping({ result, isTrial, hasFailed }: Ran): boolean {
  return !isTrial && (result.parts === undefined ? !hasFailed : result.parts.length > 0);
}

/** A bench that failed has its former result there, with the day and the machine of that one. */
async function writePage(): Promise<void> {
  const all = await Promise.all(benches.map(({ name }) => kept.read(name)));
  await writeFile(
    PAGE,
    benchmarksPage(
      all.filter((result) => result !== null),
      benches,
    ),
  );
  console.error('bench: docs/benchmarks.md is written');
}

interface Asked {
  readonly chosen: readonly Bench[];
  readonly one: boolean;
  readonly json: boolean;
}

/** @returns what is wrong, in words, when it is not one of ours */
function readArguments(args: readonly string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [name, ...rest] = positionals;
    if (rest.length > 0) return `expected one name at most, got ${positionals.join(' ')}`;
    const chosen = name === undefined ? benches : benches.filter((bench) => bench.name === name);
    if (chosen.length === 0) return `expected the name of a bench, got "${name}"`;
    return { chosen, one: name !== undefined, json: values.json };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

interface Ran {
  readonly result: BenchResult;
  readonly isTrial: boolean;
  readonly hasFailed: boolean;
}

/** @returns null for a bench that failed: standard error has said why */
async function runBench(bench: Bench): Promise<Ran | null> {
  const say = (progress: string): void => console.error(`bench ${bench.name}: ${progress}`);
  const startedMs = performance.now();
  say('begins');
  try {
    const came = await bench.run(say);
    say(`done in ${Math.round((performance.now() - startedMs) / 1_000)} s`);
    const outcome: Outcome = 'figures' in came ? came : { figures: came };
    const { figures, tables = [], isTrial = false, hasFailed = false } = outcome;
    const when = { day: new Date().toISOString().slice(0, 10), machine: thisMachine() };
    const parts = outcome.parts?.map((part) => ({ ...part, ...when }));
    return {
      result: { name: bench.name, ...when, figures, tables, parts },
      isTrial,
      hasFailed,
    };
  } catch (error) {
    say(`failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return null;
  }
}
