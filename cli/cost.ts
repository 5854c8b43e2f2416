import { type Command, InvalidArgumentError } from 'commander';
import { costWords } from './cost-words.ts';
import type { CommandModule, CommonOptions } from './frame.ts';
import type { CliIo } from './frame-io.ts';

interface CostOptions extends CommonOptions {
  readonly schools: number;
  readonly mobiles: number;
  readonly why?: true;
}

/** A million of either is more than France has. */
const MOST = 1_000_000;

/** `preau cost [config]`: the bill of the home on AWS, line by line. */
export const costCommand: CommandModule = {
  register(program, io) {
    const words = costWords(io.language);
    program
      .command('cost')
      .description(words.description)
      .argument('[config]', words.config, 'preau.yaml')
      .option('--schools <n>', words.schools, wholeNumber(io), 1_000)
      .option('--mobiles <n>', words.mobiles, wholeNumber(io), 50)
      .option('--why', words.whyOption)
      .action(async (file: string, _options: CostOptions, command: Command) => {
        const { showCost } = await import('./cost-show.ts');
        await showCost(file, command.optsWithGlobals<CostOptions>(), io);
      });
  },
};

const wholeNumber =
  (io: CliIo) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d{1,7}$/.test(text) && value <= MOST) return value;
    throw new InvalidArgumentError(costWords(io.language).wholeNumber);
  };
