import { type Command, Option } from 'commander';
import { PreauError } from '../core/errors.ts';
import { adoptWords } from './adopt-words.ts';
import type { CommandModule, CommonOptions } from './frame.ts';

interface AdoptOptions extends CommonOptions {
  readonly apply?: true;
  readonly only?: readonly string[];
  readonly checks?: string;
  readonly save?: string;
  readonly undo?: string;
  readonly force?: true;
  readonly authority?: readonly string[];
}

/** `preau adopt [CONFIG]`: a name that stands in a zone becomes a weighted pair, or is told how. */
export const adoptCommand: CommandModule = {
  register(program, io) {
    const words = adoptWords(io.language).options;
    program
      .command('adopt')
      .description(words.description)
      .argument('[config]', words.config, 'preau.yaml')
      .option('--only <platform...>', words.only)
      .option('--checks <file>', words.checks)
      .addOption(new Option('--dry-run', words.dryRun).conflicts('apply'))
      .option('--apply', words.apply)
      .option('--save <file>', words.save)
      .option('--undo <file>', words.undo)
      .option('--force', words.force)
      .option('--authority <address...>', words.authority)
      .action(async (config: string, _options: AdoptOptions, command: Command) => {
        const { apply = false, json = false, ...rest } = command.optsWithGlobals<AdoptOptions>();
        const { undo, only, checks, save, force = false, authority = [] } = rest;
        const common = { config, apply, json, authorities: authority };
        if (undo === undefined) {
          if (force) throw forceAlone();
          const { adopt } = await import('./adopt-run.ts');
          io.exitCode = await adopt({ ...common, only, checks, save }, io);
        } else {
          const { undoAdoption } = await import('./adopt-undo.ts');
          io.exitCode = await undoAdoption({ ...common, file: undo, force }, io);
        }
      });
  },
};

/** What an adoption refuses, its checks above all, nobody may overrule. */
const forceAlone = (): PreauError =>
  new PreauError(
    'argument-invalid',
    'Expected --force with --undo, got it alone: it overrules what an undo refuses, nothing else. Leave it out.',
    { said: { key: 'option.force' } },
  );
