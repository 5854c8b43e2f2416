import type { Command } from 'commander';
import type { CliIo } from './frame-io.ts';
import type { CommonOptions } from './frame.ts';

interface VerifyOptions extends CommonOptions {
  readonly as?: string;
  readonly key?: string;
  readonly browser?: boolean;
  readonly maxAge?: string;
  readonly all?: boolean;
  readonly ca?: string;
}

interface DiffOptions extends CommonOptions {
  readonly in?: string;
}

export function registerVerify(mirror: Command, io: CliIo): void {
  const words = (key: string) => io.words(`cli.mirror.${key}`);
  mirror
    .command('verify')
    .description(words('verify'))
    .argument('<place>', words('place'))
    .option('--as <host>', words('verifyAs'))
    .option('--key <file>', words('keyToVerify'))
    .option('--browser', words('verifyBrowser'))
    .option('--max-age <length>', words('verifyMaxAge'))
    .option('--all', words('verifyAll'))
    .option('--ca <file>', words('verifyCa'))
    .action(async (folder: string, _options: VerifyOptions, command: Command) => {
      const { mirrorVerify } = await import('./mirror-verify.ts');
      const options = { ...command.optsWithGlobals<VerifyOptions>(), folder, now: Date.now() };
      io.exitCode = await mirrorVerify(options, io);
    });
}

export function registerDiff(mirror: Command, io: CliIo): void {
  const words = (key: string) => io.words(`cli.mirror.${key}`);
  mirror
    .command('diff')
    .description(words('diff'))
    .argument('<old>', words('diffOld'))
    .argument('<new>', words('diffNew'))
    .option('--in <folder>', words('diffIn'))
    .action(async (before: string, after: string, _options: DiffOptions, command: Command) => {
      const { mirrorDiff } = await import('./mirror-diff.ts');
      const { in: folder, json } = command.optsWithGlobals<DiffOptions>();
      io.exitCode = await mirrorDiff({ before, after, folder, json }, io);
    });
}
