import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Bench, BenchResult } from './bench.ts';
import { benches } from './benches.ts';
import { thisMachine } from './machine.ts';
import { benchmarksPage } from './page.ts';

// `npm run bench` runs all and writes docs/benchmarks.md; `npm run bench -- NAME` runs one;
// `--json` prints the results instead, and nothing else, on standard output.

const PAGE = new URL('../docs/benchmarks.md', import.meta.url);

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
  for (const bench of asked.chosen) results.push(...(await runBench(bench)));
  const complete = results.length === asked.chosen.length;
  const [only] = results;
  if (asked.one && only === undefined) return 1;
  if (asked.json) console.log(JSON.stringify(asked.one ? only : results, null, 2));
  else if (asked.one) console.table(only?.figures);
  else {
    await writeFile(PAGE, benchmarksPage(results, benches, new Date()));
    console.error('bench: docs/benchmarks.md is written');
  }
  return complete ? 0 : 1;
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

/** @returns nothing for a bench that failed: standard error has said why */
async function runBench(bench: Bench): Promise<readonly BenchResult[]> {
  const say = (progress: string): void => console.error(`bench ${bench.name}: ${progress}`);
  const startedMs = performance.now();
  say('begins');
  try {
    const figures = await bench.run(say);
    say(`done in ${Math.round((performance.now() - startedMs) / 1_000)} s`);
    return [{ name: bench.name, machine: thisMachine(), figures }];
  } catch (error) {
    say(`failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return [];
  }
}
