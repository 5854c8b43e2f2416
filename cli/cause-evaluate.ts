import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { Evaluation } from '../app/cause/evaluate.ts';
import { labelOfCause } from '../app/cause/evaluate-labels.ts';
import { isAmong } from '../app/cause/evaluate-score.ts';
import type { Speech } from '../core/cause/speech.ts';
import { evaluateWords } from './cause-evaluate-words.ts';
import { EXIT } from './errors-exit-codes.ts';
import type { CommonOptions } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';

interface EvaluateOptions extends CommonOptions {
  readonly table?: string;
  readonly verbose?: true;
}

const LIKELIHOODS = fileURLToPath(new URL('../data/likelihoods.yaml', import.meta.url));

/** `preau cause evaluate FILE`: how the verdict does on a labelled set of outages. */
export function registerEvaluate(cause: Command, io: CliIo): void {
  const words = evaluateWords(io.language);
  cause
    .command('evaluate')
    .description(words.evaluate)
    .argument('<file>', words.file)
    .option('--table <file>', words.table)
    .option('--verbose', words.verbose)
    .addHelpText('after', `\n${words.help}\n`)
    .action(async (file: string, _options: EvaluateOptions, asked: Command) => {
      io.exitCode = await evaluateFile(file, asked.optsWithGlobals<EvaluateOptions>(), io);
    });
}

/** The words of evidence in the reader's language; a set has no time zone of its own. */
export const speechOf = ({ words, language }: CliIo): Speech => ({
  words,
  language,
  timeZone: 'Europe/Paris',
});

/**
 * @returns 1 for a false accusation, or when nothing could be scored; else 0
 * @throws PreauError `file-unreadable`, `config-invalid` or `config-unreadable` for a table
 */
async function evaluateFile(file: string, options: EvaluateOptions, io: CliIo): Promise<number> {
  const { loadLikelihoods } = await import('../adapters/local/likelihoods.ts');
  const { scenarioLines } = await import('../adapters/local/scenario-lines.ts');
  const { evaluateScenarios } = await import('../app/cause/evaluate.ts');
  const table = loadLikelihoods(options.table ?? LIKELIHOODS, io.language);
  const evaluation = await evaluateScenarios(scenarioLines(file), table, speechOf(io));
  const output = createOutput(io);
  if (options.json === true)
    output.json(evaluationJson(file, evaluation, options.verbose === true));
  else {
    const { evaluationLines } = await import('./cause-evaluate-lines.ts');
    const lines = evaluationLines(file, evaluation, options.verbose === true, io);
    output.line(lines.join('\n'));
    if (evaluation.scenarios === 0) output.note(evaluateWords(io.language).notOne);
  }
  const { scenarios, falseAccusations } = evaluation;
  return scenarios > 0 && falseAccusations.length === 0 ? EXIT.ok : EXIT.refused;
}

function evaluationJson(file: string, { verdicts, ...score }: Evaluation, verbose: boolean) {
  if (!verbose) return { file, ...score };
  return {
    file,
    ...score,
    verdicts: verdicts.map(({ id, line, label, acceptable, verdict }) => ({
      id,
      line,
      label: labelOfCause(label),
      spoken: labelOfCause(verdict.cause),
      rung: verdict.rung,
      acceptable: isAmong(verdict.cause, acceptable),
      gates: verdict.gates,
      open: verdict.open.map(labelOfCause),
      probabilities: verdict.probabilities,
    })),
  };
}
