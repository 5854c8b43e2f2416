import {
  type Argument,
  Command,
  CommanderError,
  InvalidArgumentError,
  type Option,
} from 'commander';
import pc from 'picocolors';
import { version } from '../config/version.ts';
import { EXIT } from './errors-exit-codes.ts';
import { reportError } from './errors.ts';
import { addCommandHelp } from './frame-command-help.ts';
import { commandModules } from './frame-commands.ts';
import type { CliIo } from './frame-io.ts';
import { wordUsageError } from './frame-usage-errors.ts';

/**
 * One command of the CLI: a module that adds it to the program. It imports what it runs inside its
 * action, so that `preau --help` loads none of it.
 */
export interface CommandModule {
  register(program: Command, io: CliIo): void;
}

/** The options that every command has. */
export interface CommonOptions {
  readonly json?: true;
  readonly lang?: string;
}

/** @param modules the commands, in the order of the help */
export function buildProgram(
  io: CliIo,
  modules: readonly CommandModule[] = commandModules,
): Command {
  const program = new Command('preau');
  dress(program, io);
  program
    .description(io.words('cli.description'))
    .version(version, '-V, --version', io.words('cli.options.version'))
    .helpOption('-h, --help', io.words('cli.options.help'))
    .helpCommand('help [command]', io.words('cli.options.help'))
    .option('--json', io.words('cli.options.json'))
    .option('--lang <fr|en>', io.words('cli.options.lang'), (asked) => checkLanguage(io, asked))
    .addHelpText('after', `\n${io.words('cli.exitCodes')}`);
  for (const module of modules) module.register(program, io);
  for (const command of descendants(program)) {
    command.helpOption('-h, --help', io.words('cli.options.help'));
    addCommandHelp(command, io);
  }
  return program;
}

/**
 * Run one command line, to its end.
 *
 * @returns the exit code of `EXIT`; whatever was thrown has been said on standard error
 */
export async function runCli(
  io: CliIo,
  modules: readonly CommandModule[] = commandModules,
): Promise<number> {
  const program = buildProgram(io, modules);
  try {
    if (io.argv.length === 0) program.outputHelp();
    else await program.parseAsync([...io.argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) io.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    else reportError(io, error, io.argv.includes('--json'));
  }
  return io.exitCode;
}

/** The choice itself was made before parsing, by `chooseLanguage`: here it is only refused. */
function checkLanguage(io: CliIo, asked: string): string {
  if (asked === 'fr' || asked === 'en') return asked;
  throw new InvalidArgumentError(io.words('cli.usage.langChoices'));
}

function dress(program: Command, io: CliIo): void {
  const paint = pc.createColors(io.colours);
  program
    .exitOverride()
    .configureHelp({
      showGlobalOptions: true,
      optionDescription: (option) => describe(io, option),
      argumentDescription: (argument) => describe(io, argument),
      styleTitle: (title) => paint.bold(wordTitle(io, title)),
      styleOptionText: (text) => paint.cyan(text),
      styleSubcommandText: (text) => paint.cyan(text),
    })
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
      getOutHasColors: () => io.colours,
      getErrHasColors: () => io.colours,
      outputError: (text, write) => {
        write(`${wordUsageError(io, text)}\n${io.words('cli.usage.seeHelp')}\n`);
      },
    });
}

function describe(io: CliIo, option: Option | Argument): string {
  const value: unknown = option.defaultValueDescription ?? option.defaultValue;
  if (value === undefined || value === false) return option.description;
  return `${option.description} (${io.words('cli.titles.byDefault', { value: typeof value === 'string' ? value : JSON.stringify(value) })})`;
}

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'usage',
  'Arguments:': 'arguments',
  'Options:': 'options',
  'Global Options:': 'globalOptions',
  'Commands:': 'commands',
};

function wordTitle(io: CliIo, title: string): string {
  const key = TITLES[title];
  return key === undefined ? title : io.words(`cli.titles.${key}`);
}

function descendants(command: Command): readonly Command[] {
  return command.commands.flatMap((child) => [child, ...descendants(child)]);
}
