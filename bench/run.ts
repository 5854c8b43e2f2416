import { writeFile } from 'node:fs/promises';
import { type Asked, help, readArguments, usage } from './arguments.ts';
import type { Bench, BenchResult } from './bench.ts';
import { benches } from './benches.ts';
import { checkLines } from './check-lines.ts';
import { committedResult } from './committed.ts';
import { withFormerParts } from './former-parts.ts';
import { keptResults } from './kept-results.ts';
import { benchmarksPage, sectionText } from './page.ts';
import { type Ran, runBench } from './run-bench.ts';

// `npm run bench` runs all; `npm run bench -- NAME` runs one. Either keeps what it measured in
// docs/benchmarks/ and writes docs/benchmarks.md anew of all that is kept there; `--json` prints the
// results instead, and nothing else, on standard output; `--check` compares them with the committed ones.

const PAGE = new URL('../docs/benchmarks.md', import.meta.url);
const kept = keptResults(new URL('../docs/benchmarks/', import.meta.url));

process.exitCode = await main(readArguments(process.argv.slice(2), benches));

/** @returns 0; 1 when a bench failed, which keeps none of the others' figures back; 2 for a wrong command line */
async function main(asked: Asked): Promise<number> {
  if (asked.kind === 'help') {
    console.log(help(benches));
    return 0;
  }
  if (asked.kind === 'wrong') {
    console.error(`bench: ${asked.why}\n${usage(benches)}`);
    return 2;
  }
  return asked.check ? check(asked.chosen) : measure(asked);
}

async function measure({ chosen, one, json }: Asked & { kind: 'run' }): Promise<number> {
  const results: BenchResult[] = [];
  let isPageOld = false;
  let hasFailed = false;
  for (const bench of chosen) {
    const ran = await runBench(bench);
    if (ran === null) continue;
    results.push(ran.result);
    hasFailed ||= ran.hasFailed;
    if (json) continue;
    if (one) console.log(sectionText(bench, ran.result));
    if (isWorthKeeping(ran)) {
      await kept.keep(withFormerParts(ran.result, await kept.read(bench.name)));
      isPageOld = true;
    } else console.error(`bench ${bench.name}: a part of it, whose figures are not kept`);
  }
  if (one && results.length === 0) return 1;
  if (json) console.log(JSON.stringify(one ? results[0] : results, null, 2));
  else if (isPageOld) await writePage();
  return results.length === chosen.length && !hasFailed ? 0 : 1;
}

/** @returns 1 when a figure lost too much or could not be taken */
async function check(chosen: readonly Bench[]): Promise<number> {
  let hasLost = false;
  for (const bench of chosen) {
    const ran = await runBench(bench);
    if (ran === null || ran.hasFailed) hasLost = true;
    if (ran === null) continue;
    if (ran.isTrial) {
      console.log(`${bench.name}: not compared: a trial of a smaller size, or of a part`);
      continue;
    }
    const checked = checkLines(ran.result, await committedResult(bench.name));
    console.log(checked.lines.join('\n'));
    hasLost ||= checked.hasLost;
  }
  return hasLost ? 1 : 0;
}

/** Of a bench with parts a failure takes nothing from the parts that did not fail. */
function isWorthKeeping({ result, isTrial, hasFailed }: Ran): boolean {
  return !isTrial && (result.parts === undefined ? !hasFailed : result.parts.length > 0);
}

/** A bench that failed has its former result there, with the day and the machine of that one. */
async function writePage(): Promise<void> {
  const all = await Promise.all(benches.map(({ name }) => kept.read(name)));
  const results = all.filter((result) => result !== null);
  await writeFile(PAGE, benchmarksPage(results, benches));
  console.error('bench: docs/benchmarks.md is written');
}
