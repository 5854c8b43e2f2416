import type { Command } from 'commander';
import type { CliIo } from './frame-io.ts';
import type { CommandModule, CommonOptions } from './frame.ts';

interface BuildOptions extends CommonOptions {
  readonly out: string;
  readonly platform?: string;
  readonly title?: string;
  readonly host?: readonly string[];
  /** `false` by `--no-key`. */
  readonly key?: string | boolean;
  readonly timeZone?: string;
}

interface KeyOptions extends CommonOptions {
  readonly key?: string;
}

interface RightsOptions extends CommonOptions {
  readonly publish?: readonly string[];
  readonly leaveOut?: readonly string[];
  readonly by?: string;
}

/** `preau mirror build|rights|verify|publish|rollback` */
export const mirrorCommand: CommandModule = {
  register(program, io) {
    const mirror = program.command('mirror').description(io.words('cli.mirror.description'));
    registerBuild(mirror, io);
    registerRights(mirror, io);
    registerVerify(mirror, io);
    registerPublish(mirror, io);
    registerRollback(mirror, io);
  },
};

function registerBuild(mirror: Command, io: CliIo): void {
  const words = (key: string) => io.words(`cli.mirror.${key}`);
  mirror
    .command('build')
    .description(words('build'))
    .argument('<lessons>', words('lessons'))
    .requiredOption('--out <folder>', words('folder'))
    .option('--platform <id>', words('platform'))
    .option('--title <text>', words('title'))
    .option('--host <name...>', words('host'))
    .option('--key <file>', words('keyToSign'))
    .option('--no-key', words('noKey'))
    .option('--time-zone <name>', words('timeZone'))
    .action(async (source: string, _options: BuildOptions, command: Command) => {
      const { key, host, ...options } = command.optsWithGlobals<BuildOptions>();
      const { mirrorBuild } = await import('./mirror-build.ts');
      const signing = key === true ? undefined : key;
      const asked = { ...options, source, hosts: host, key: signing, now: Date.now() };
      io.exitCode = await mirrorBuild(asked, io);
    });
}

function registerRights(mirror: Command, io: CliIo): void {
  const words = (key: string) => io.words(`cli.mirror.${key}`);
  mirror
    .command('rights')
    .description(words('rights'))
    .argument('<lessons>', words('lessons'))
    .option('--publish <item...>', words('rightsPublish'))
    .option('--leave-out <item...>', words('rightsLeaveOut'))
    .option('--by <name>', words('rightsBy'))
    .action(async (source: string, _options: RightsOptions, command: Command) => {
      const { mirrorRights } = await import('./mirror-rights.ts');
      const options = command.optsWithGlobals<RightsOptions>();
      io.exitCode = await mirrorRights({ ...options, source, now: Date.now() }, io);
    });
}

function registerVerify(mirror: Command, io: CliIo): void {
  mirror
    .command('verify')
    .description(io.words('cli.mirror.verify'))
    .argument('<folder>', io.words('cli.mirror.folder'))
    .option('--key <file>', io.words('cli.mirror.keyToVerify'))
    .action(async (folder: string, _options: KeyOptions, command: Command) => {
      const { mirrorVerify } = await import('./mirror-verify.ts');
      io.exitCode = await mirrorVerify({ ...command.optsWithGlobals<KeyOptions>(), folder }, io);
    });
}

function registerPublish(mirror: Command, io: CliIo): void {
  mirror
    .command('publish')
    .description(io.words('cli.mirror.publish'))
    .argument('<folder>', io.words('cli.mirror.folder'))
    .argument('<to>', io.words('cli.mirror.to'))
    .option('--key <file>', io.words('cli.mirror.keyToVerify'))
    .action(async (folder: string, to: string, _options: KeyOptions, command: Command) => {
      const { mirrorPublish } = await import('./mirror-publish.ts');
      const options = command.optsWithGlobals<KeyOptions>();
      io.exitCode = await mirrorPublish({ ...options, folder, to }, io);
    });
}

function registerRollback(mirror: Command, io: CliIo): void {
  mirror
    .command('rollback')
    .description(io.words('cli.mirror.rollback'))
    .argument('<folder>', io.words('cli.mirror.folder'))
    .argument('<build>', io.words('cli.mirror.buildId'))
    .action(async (folder: string, buildId: string, _options: CommonOptions, command: Command) => {
      const { mirrorRollback } = await import('./mirror-publish.ts');
      const { json } = command.optsWithGlobals<CommonOptions>();
      io.exitCode = await mirrorRollback({ folder, buildId, json }, io);
    });
}
