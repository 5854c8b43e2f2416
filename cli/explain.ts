import type { Command } from 'commander';
import { explainWords } from './explain-words.ts';
import type { CommandModule } from './frame.ts';
import { homeOf, type HomeOptions, withHome } from './home-of.ts';

/** `preau explain INCIDENT|REFERENCE|PLATFORM` */
export const explainCommand: CommandModule = {
  register(program, io) {
    const words = explainWords(io.language);
    withHome(program.command('explain'), io)
      .description(words.command)
      .argument('<incident>', words.called)
      .action(async (called: string, _options: HomeOptions, command: Command) => {
        const options = command.optsWithGlobals<HomeOptions>();
        const { explainCalled } = await import('./explain-run.ts');
        const home = await homeOf(options, io);
        io.exitCode = await explainCalled(home, called, options.json === true, io);
      });
  },
};
