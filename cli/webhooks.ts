import type { Command } from 'commander';
import type { CommandModule } from './frame.ts';
import type { TryOptions } from './webhooks-try.ts';
import { webhooksWords } from './webhooks-words.ts';

/** `preau webhooks try`: whether a program that the page tells of changes is there, and believes us. */
export const webhooksCommand: CommandModule = {
  register(program, io) {
    const words = webhooksWords(io.language);
    program
      .command('webhooks')
      .description(words.group)
      .command('try')
      .description(words.try)
      .argument('<name>', words.name)
      .option('--config <file>', words.config, 'preau.yaml')
      .option('--dry-run', words.dryRun)
      .action(async (name: string, _options: TryOptions, command: Command) => {
        const { tryWebhook } = await import('./webhooks-try.ts');
        io.exitCode = await tryWebhook(name, command.optsWithGlobals<TryOptions>(), io);
      });
  },
};
