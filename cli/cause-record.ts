import { type Command, InvalidArgumentError } from 'commander';
import type { SpokenCause } from '../core/cause/cause.ts';
import { SPOKEN_CAUSES } from '../core/cause/cause.ts';
import type { RecordedCause } from '../core/cause/recorded-cause.ts';
import { TOLD_CAUSES } from '../core/notice/wording.ts';
import { causeWords } from './cause-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { homeOf, type HomeOptions, withHome } from './home-of.ts';
import { oneOf } from './one-of.ts';
import { personOf } from './operate-person.ts';
import { operateWords } from './operate-words.ts';

interface RecordOptions extends HomeOptions {
  readonly source: string;
  readonly confidence: number;
  readonly also?: NonNullable<RecordedCause['also']>;
  readonly by?: string;
}

/** As sure as a proof; see docs/cause.md, "Words". */
const USUAL_CONFIDENCE = 0.9;

/** `preau cause record`: what the cause of a closed incident was, and where that is known from. */
export function registerRecord(cause: Command, io: CliIo): void {
  const words = causeWords(io.language);
  const list = (allowed: readonly string[]) => ({ list: allowed.join(', ') });
  withHome(cause.command('record'), io)
    .description(words.record)
    .argument('<incident>', operateWords(io.language).incident)
    .argument(
      '<cause>',
      fillTemplate(operateWords(io.language).cause, list(SPOKEN_CAUSES)),
      oneOf<SpokenCause>(SPOKEN_CAUSES, io),
    )
    .requiredOption('--source <text>', words.recordSource)
    .option('--confidence <part>', words.recordConfidence, confidence(io), USUAL_CONFIDENCE)
    .option(
      '--also <cause>',
      fillTemplate(words.recordAlso, list(TOLD_CAUSES)),
      oneOf<NonNullable<RecordedCause['also']>>(TOLD_CAUSES, io),
    )
    .option('--by <name>', operateWords(io.language).by)
    .addHelpText('after', `\n${words.recordHelp}\n`)
    .action(
      async (called: string, spoken: SpokenCause, _options: RecordOptions, asked: Command) => {
        await record(called, spoken, asked.optsWithGlobals<RecordOptions>(), io);
      },
    );
}

async function record(
  called: string,
  cause: SpokenCause,
  options: RecordOptions,
  io: CliIo,
): Promise<void> {
  const { source, confidence: sure, also, by, json } = options;
  const home = await homeOf(options, io);
  const { incidentCalled } = await import('./operate-known.ts');
  const { carryOut } = await import('./operate-carry-out.ts');
  const incident = incidentCalled((await home.replay()).state, called).id;
  const what = { cause, ...(also && { also }), confidence: sure, source };
  io.exitCode = await carryOut(
    home,
    { kind: 'record-cause', incident, ...what, by: personOf(by, io) },
    json === true,
    io,
  );
}

/** A part in (0, 1], with a point or a comma. */
const confidence =
  (io: CliIo) =>
  (asked: string): number => {
    const value = /^(?:0?[.,]\d{1,3}|1|1[.,]0{1,3})$/.test(asked)
      ? Number(asked.replace(',', '.'))
      : 0;
    if (value > 0) return value;
    throw new InvalidArgumentError(causeWords(io.language).confidenceRange);
  };
