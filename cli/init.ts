import type { Command } from 'commander';
import type { CommandModule, CommonOptions } from './frame.ts';
import { initWords } from './init-words.ts';

interface InitFlags extends CommonOptions {
  readonly organisation?: string;
  readonly contact?: string;
  readonly platform?: readonly string[];
  readonly hoster?: string;
  readonly mirrorHoster?: string;
  readonly mirrorAddress?: readonly string[];
  readonly directory?: string;
  readonly from?: string;
  readonly smtp?: string;
  readonly out: string;
  readonly dryRun?: boolean;
}

/** `preau init`: a first configuration. */
export const initCommand: CommandModule = {
  register(program, io) {
    const { description, options } = initWords(io.language);
    program
      .command('init')
      .description(description)
      .option('--organisation <name>', options.organisation)
      .option('--contact <address>', options.contact)
      .option('--platform <hostname...>', options.platforms)
      .option('--hoster <name>', options.hoster)
      .option('--mirror-hoster <name>', options.mirrorHoster)
      .option('--mirror-address <ip...>', options.mirrorAddresses)
      .option('--directory <file>', options.directory)
      .option('--from <address>', options.from)
      .option('--smtp <host:port>', options.smtp)
      .option('--out <file>', options.out, 'preau.yaml')
      .option('--dry-run', options.dryRun)
      .action(async (_options: InitFlags, command: Command) => {
        const { runInit } = await import('./init-run.ts');
        const { platform, mirrorAddress, out, dryRun, json, ...flags } =
          command.optsWithGlobals<InitFlags>();
        const { organisation, contact, hoster, mirrorHoster, directory, from, smtp } = flags;
        const all = { organisation, contact, hoster, mirrorHoster, directory, from, smtp };
        const asked = { ...all, platforms: platform, mirrorAddresses: mirrorAddress };
        const given = Object.fromEntries(
          Object.entries(asked).filter(([, value]) => value !== undefined),
        );
        io.exitCode = await runInit({ given, out, dryRun, json }, io);
      });
  },
};
