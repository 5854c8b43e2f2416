import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadLikelihoods } from '../adapters/local/likelihoods.ts';
import { scenarioEvidence } from '../app/cause/evaluate-evidence.ts';
import type { Scenario } from '../app/cause/evaluate-parse.ts';
import { countSkips } from '../app/cause/evaluate-skips.ts';
import { readCases } from '../app/cause/read-cases.ts';
import { judge } from '../core/cause/judge.ts';
import type { LikelihoodTable } from '../core/cause/likelihood-table.ts';
import { PreauError } from '../core/errors.ts';
import { claimLines } from './cause-claims.ts';
import { speechOf } from './cause-evaluate.ts';
import { skipText } from './cause-evaluate-lines.ts';
import { evaluateWords } from './cause-evaluate-words.ts';
import { causeExplain } from './cause-explain.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';
import { printable } from './printable.ts';
import { wrapBound } from './wrap-bound.ts';

const LIKELIHOODS = fileURLToPath(new URL('../data/likelihoods.yaml', import.meta.url));
/** A thousand documented outages; chosen. */
const FILE_MAX_BYTES = 4_194_304;

/**
 * Whether a word of the command line means a file, or a pipe: then it is no incident. No incident
 * has a slash or an end of name, so these mean a file even when there is none.
 */
export const isFile = (called: string): Promise<boolean> =>
  stat(called).then(
    (about) => !about.isDirectory(),
    () => /\/|\.jsonl?$/iu.test(called),
  );

/**
 * `preau cause explain FILE`: the verdict on each case of a file, by Préau's own table, as if it
 * happened now. What could not be used is counted.
 *
 * @returns 1 when nothing in the file reads as a case
 * @throws PreauError `file-unreadable`
 */
export async function explainFile(file: string, json: boolean, io: CliIo): Promise<number> {
  const text = await readBounded(file);
  const { cases, skips } = readCases(text, basename(file));
  const counter = countSkips();
  counter.add(skips);
  const skipped = counter.counts();
  const table = loadLikelihoods(LIKELIHOODS, io.language);
  const output = createOutput(io);
  if (json) output.json({ file, cases: cases.map((one) => explained(one, table, io)), skipped });
  else {
    for (const one of cases) tell(one, table, io);
    const words = evaluateWords(io.language);
    if (skipped.length > 0) output.line(output.paint.bold(words.skipped));
    for (const one of skipped) output.line(`  ${skipText(one, words)}`);
    if (cases.length === 0) output.note(words.notOne);
  }
  return cases.length === 0 ? EXIT.refused : EXIT.ok;
}

function explained(one: Scenario, table: LikelihoodTable, io: CliIo) {
  const { at, signals, claims } = scenarioEvidence(one, speechOf(io));
  const verdict = judge({ at, signals, claims, confirmedCause: null, table });
  return { id: one.head.id, title: one.head.title ?? null, verdict, signals, claims };
}

function tell(one: Scenario, table: LikelihoodTable, io: CliIo): void {
  const output = createOutput(io);
  const { id, title, verdict, claims } = explained(one, table, io);
  const heading = fillTemplate(evaluateWords(io.language).explainTitle, { id, title: title ?? '' });
  const columns = io.stdout.columns ?? 80;
  for (const part of wrapBound(printable(title === null ? id : heading), columns))
    output.line(output.paint.bold(part));
  const line = (text = ''): void => output.line(text);
  causeExplain(verdict, { words: io.words, line, columns });
  for (const text of claimLines(claims, io)) line(text);
  line();
}

async function readBounded(file: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > FILE_MAX_BYTES) throw new Error(`more than ${FILE_MAX_BYTES} bytes`);
      chunks.push(chunk);
    }
  } catch (cause) {
    const got = cause instanceof Error ? cause.message : String(cause);
    throw new PreauError(
      'file-unreadable',
      `expected a file of cases, in JSON, got for ${file}: ${got}; check that it may be read, and that it is one case or a few`,
      { cause, said: { key: 'outages.unreadable', values: { path: file, got } } },
    );
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\u{feff}/u, '');
}
