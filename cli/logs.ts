import { type Command, InvalidArgumentError } from 'commander';
import { LOG_FORMATS, type LogFormat } from '../adapters/local/access-log/choose-reader.ts';
import { instantSec } from '../adapters/local/access-log/instant-sec.ts';
import type { CommandModule } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import type { LogsOptions } from './logs-summarise.ts';
import { logsWords } from './logs-words.ts';
import { oneOf } from './one-of.ts';

const FORMATS: readonly (LogFormat | 'auto')[] = ['auto', ...LOG_FORMATS];

/** `preau logs summarise`: what access logs tell of the cause of a fall. */
export const logsCommand: CommandModule = {
  register(program, io) {
    const words = logsWords(io.language);
    program
      .command('logs')
      .description(words.group)
      .command('summarise')
      .description(words.summarise)
      .argument('<file...>', words.file)
      .option('--baseline <file>', words.baseline, gather)
      .option('--phases <file.csv>', words.phases)
      .option('--from <time>', words.from, instantOf(io))
      .option('--to <time>', words.to, instantOf(io))
      .option('--format <format>', words.format, oneOf(FORMATS, io), 'auto')
      .addHelpText('after', `\n${words.exits}`)
      .action(async (files: readonly string[], _options: LogsOptions, command: Command) => {
        const { summariseForPeople } = await import('./logs-summarise.ts');
        io.exitCode = await summariseForPeople(files, command.optsWithGlobals<LogsOptions>(), io);
      });
  },
};

/** An option that may be said again: a list after one would swallow the logs behind it. */
const gather = (one: string, others: readonly string[] = []): readonly string[] => [...others, one];

const instantOf =
  (io: CliIo) =>
  (asked: string): number => {
    const sec = instantSec(asked);
    if (sec === null) throw new InvalidArgumentError(logsWords(io.language).badTime);
    return sec;
  };
