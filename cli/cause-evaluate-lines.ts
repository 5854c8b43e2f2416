import type { Evaluation } from '../app/cause/evaluate.ts';
import {
  isAmong,
  isSaid,
  type ReliabilityBin,
  type Scored,
  type Spoken,
} from '../app/cause/evaluate-score.ts';
import type { SkipCount } from '../app/cause/evaluate-skips.ts';
import { type EvaluateWords, evaluateWords } from './cause-evaluate-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { labelledLines } from './labelled-lines.ts';
import { createOutput } from './output.ts';
import { percent } from './percent.ts';
import { printable } from './printable.ts';
import { wrapBound } from './wrap-bound.ts';

const LABEL_CHARS = 21;
const ID_CHARS = 28;
const CAUSE_CHARS = 20;

/** A score for people, in lines of at most the terminal's width. */
export function evaluationLines(
  file: string,
  evaluation: Evaluation,
  verbose: boolean,
  io: CliIo,
): readonly string[] {
  const words = evaluateWords(io.language);
  const { paint } = createOutput(io);
  const columns = io.stdout.columns ?? 80;
  const section = (heading: string, items: readonly string[], empty: string) => [
    '',
    paint.bold(heading),
    ...(items.length === 0 ? [empty] : items).flatMap((item) =>
      wrapBound(item, columns - 4).map((line, at) => `${at === 0 ? '  ' : '    '}${line}`),
    ),
  ];
  const said = (which: readonly Spoken[]) =>
    which.map(({ id, spoken, rung, label }) =>
      fillTemplate(words.wrongOne, {
        id: printable(id),
        spoken,
        rung: io.words(`cause.rung.${rung}`),
        label,
      }),
    );
  const title = wrapBound(titleOf(file, evaluation, words), columns).map((line) =>
    paint.bold(line),
  );
  const skipped = evaluation.skipped.map((one) => skipText(one, words));
  const leftOut = skipped.length === 0 ? [] : section(words.skipped, skipped, words.none);
  // Without an outage there is nothing to score: only what was in the way.
  if (evaluation.scenarios === 0) return [...title, ...leftOut];
  return [
    ...title,
    '',
    ...figures(evaluation, words, io).flatMap(([label, text]) =>
      labelledLines(label, [text], columns, LABEL_CHARS),
    ),
    '',
    ...wrapBound(words.reliability, columns).map((line) => paint.bold(line)),
    ...evaluation.reliability.flatMap((bin) =>
      labelledLines(binName(bin, words), [binText(bin, words)], columns, LABEL_CHARS),
    ),
    ...section(words.accusations, said(evaluation.falseAccusations), words.nobody),
    ...section(words.wrong, said(evaluation.wrong), words.none),
    ...leftOut,
    ...(verbose ? ['', ...rows(evaluation, words, io)] : []),
  ];
}

const titleOf = (file: string, evaluation: Evaluation, words: EvaluateWords): string =>
  fillTemplate(words.title, {
    count: evaluation.scenarios,
    file: printable(file),
    version: evaluation.tableVersion,
  });

function figures(
  { scenarios, spoken, acceptable, silent, brier, logLoss, reliability }: Evaluation,
  words: EvaluateWords,
  io: CliIo,
): readonly (readonly [string, string])[] {
  const part = (count: number, all: number) =>
    fillTemplate(words.outOf, { count, all, share: all === 0 ? '–' : percent(count / all) });
  const known = reliability.reduce((sum, { count }) => sum + count, 0);
  const figure = (value: number | null) =>
    value === null
      ? '–'
      : new Intl.NumberFormat(io.language, { maximumFractionDigits: 3 }).format(value);
  return [
    [words.spoken, part(spoken, scenarios)],
    [words.acceptable, part(acceptable, spoken)],
    [words.mute, fillTemplate(words.muteOf, { count: silent })],
    [words.brier, fillTemplate(words.brierOf, { value: figure(brier), count: known })],
    [words.logLoss, figure(logLoss)],
  ];
}

const binName = ({ from, to }: ReliabilityBin, words: EvaluateWords): string =>
  fillTemplate(words.bin, { from: Math.round(from * 100), to: Math.round(to * 100) });

const binText = ({ count, meanProbability, observed }: ReliabilityBin, words: EvaluateWords) =>
  meanProbability === null || observed === null
    ? words.binEmpty
    : fillTemplate(words.binOf, {
        count,
        mean: percent(meanProbability),
        observed: percent(observed),
      });

/** One sort of thing that was left out, in a line. */
export const skipText = ({ reason, field, value, count, first }: SkipCount, words: EvaluateWords) =>
  fillTemplate(words.skippedOne, {
    count,
    reason: words.reasons[reason],
    what: printable(value === '' ? field : `${field}, ${whatOf(reason, value, words)}`),
    line: first.line,
  });

/** A kind stands as it was written; what was expected, and how many at most, in the reader's words. */
function whatOf(reason: SkipCount['reason'], value: string, { expected, most }: EvaluateWords) {
  if (reason === 'too-many' && /^\d+$/.test(value)) return fillTemplate(most, { count: value });
  const told = reason === 'unknown-kind' || reason === 'undated-claim' ? undefined : value;
  return Object.hasOwn(expected, told ?? '') ? expected[told as keyof typeof expected] : value;
}

/** One row for each outage: its id, its label, what was said, and what the label was given. */
function rows({ verdicts }: Evaluation, words: EvaluateWords, io: CliIo): readonly string[] {
  const name = (cause: string) =>
    cause === 'unknown' ? words.unknown : io.words(`cause.name.${cause}`);
  const row = (id: string, label: string, said: string, given: string) =>
    `${cut(id, ID_CHARS)} ${cut(label, CAUSE_CHARS)} ${cut(said, CAUSE_CHARS)} ${given}`.trimEnd();
  const { columns } = words;
  return [
    row(columns.id, columns.label, columns.said, columns.given),
    ...verdicts.map((one) => row(printable(one.id), name(one.label), saidOf(one), givenTo(one))),
  ];

  function saidOf({ verdict, acceptable }: Scored): string {
    if (!isSaid(verdict.cause)) return words.silent;
    return `${isAmong(verdict.cause, acceptable) ? '' : '! '}${name(verdict.cause)}`;
  }
}

const givenTo = ({ label, verdict }: Scored): string =>
  label === 'unknown' ? '–' : percent(verdict.probabilities[label]);

/** So many characters, filled up or cut. */
const cut = (text: string, chars: number): string =>
  text.length > chars ? `${text.slice(0, chars - 1)}…` : text.padEnd(chars);
