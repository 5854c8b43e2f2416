import type { Command } from 'commander';
import type { CliIo } from './frame-io.ts';
import { registerDiff, registerVerify } from './frame-mirror-fit.ts';
import type { CommandModule, CommonOptions } from './frame.ts';

interface BuildOptions extends CommonOptions {
  readonly out: string;
  readonly platform?: string;
  readonly title?: string;
  readonly host?: readonly string[];
  /** `false` by `--no-key`. */
  readonly key?: string | boolean;
  readonly timeZone?: string;
  readonly statusPage?: string;
  readonly recipe?: string;
  readonly connections?: string;
  readonly connectTo?: readonly string[];
  readonly dryRun?: boolean;
  readonly allowLoopback?: boolean;
}

interface KeyOptions extends CommonOptions {
  readonly key?: string;
}

interface PublishOptions extends KeyOptions {
  readonly dryRun?: boolean;
  readonly acceptLoss?: boolean;
}

interface RollbackOptions extends CommonOptions {
  readonly list?: boolean;
}

interface MapOptions extends CommonOptions {
  readonly for: string;
  readonly name: string;
  readonly ownName?: string;
  readonly root?: string;
  readonly listen?: string;
  readonly certificate?: string;
  readonly certificateKey?: string;
  /** `false` by `--no-map-hash`. */
  readonly mapHash: boolean;
  readonly out?: string;
}

interface TendingOptions extends CommonOptions {
  readonly data?: string;
}

interface RightsOptions extends CommonOptions {
  readonly publish?: readonly string[];
  readonly leaveOut?: readonly string[];
  readonly by?: string;
}

/** `preau mirror build|rights|verify|diff|publish|rollback|map|status|pause|resume` */
export const mirrorCommand: CommandModule = {
  register(program, io) {
    const mirror = program.command('mirror').description(io.words('cli.mirror.description'));
    registerBuild(mirror, io);
    registerRights(mirror, io);
    registerVerify(mirror, io);
    registerDiff(mirror, io);
    registerPublish(mirror, io);
    registerRollback(mirror, io);
    registerTending(mirror, io);
    registerMap(mirror, io);
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
    .option('--status-page <url>', words('statusPage'))
    .option('--recipe <file>', words('recipe'))
    .option('--connections <count>', words('connections'))
    .option('--connect-to <host=address...>', words('connectTo'))
    .option('--allow-loopback', words('allowLoopback'))
    .option('--dry-run', words('dryVisit'))
    .action(async (source: string, _options: BuildOptions, command: Command) => {
      const { key, host, dryRun, ...options } = command.optsWithGlobals<BuildOptions>();
      if (dryRun === true) {
        const { mirrorCrawlPlan } = await import('./mirror-crawl-plan.ts');
        io.exitCode = await mirrorCrawlPlan({ ...options, source }, io);
        return;
      }
      const { mirrorBuild } = await import('./mirror-build.ts');
      const { pauseOnInterrupt } = await import('./pause-on-interrupt.ts');
      const signing = key === true ? undefined : key;
      const named = { ...options, source, hosts: host, key: signing };
      const asked = { ...named, pausable: pauseOnInterrupt, now: Date.now() };
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

function registerPublish(mirror: Command, io: CliIo): void {
  const words = (key: string) => io.words(`cli.mirror.${key}`);
  mirror
    .command('publish')
    .description(words('publish'))
    .argument('<folder>', words('folder'))
    .argument('<target...>', words('target'))
    .option('--key <file>', words('keyToVerify'))
    .option('--dry-run', words('dryRun'))
    .option('--accept-loss', words('acceptLoss'))
    .action(
      async (folder: string, to: readonly string[], _options: PublishOptions, command: Command) => {
        const { mirrorPublish } = await import('./mirror-publish.ts');
        const options = command.optsWithGlobals<PublishOptions>();
        io.exitCode = await mirrorPublish({ ...options, folder, to }, io);
      },
    );
}

function registerRollback(mirror: Command, io: CliIo): void {
  const words = (key: string) => io.words(`cli.mirror.${key}`);
  mirror
    .command('rollback')
    .description(words('rollback'))
    .argument('<target>', words('target'))
    .argument('[build]', words('buildId'))
    .option('--list', words('rollbackList'))
    .action(
      async (
        target: string,
        buildId: string | undefined,
        _options: RollbackOptions,
        command: Command,
      ) => {
        const { mirrorRollback } = await import('./mirror-rollback.ts');
        const { json, list } = command.optsWithGlobals<RollbackOptions>();
        io.exitCode = await mirrorRollback({ target, buildId, list, json }, io);
      },
    );
}

function registerMap(mirror: Command, io: CliIo): void {
  const words = (key: string) => io.words(`cli.mirror.${key}`);
  mirror
    .command('map')
    .description(words('map'))
    .argument('<folder>', words('folder'))
    .requiredOption('--for <server>', words('mapFor'))
    .requiredOption('--name <host>', words('mapName'))
    .option('--own-name <host>', words('mapOwnName'))
    .option('--root <folder>', words('mapRoot'))
    .option('--listen <port>', words('mapListen'))
    .option('--certificate <file>', words('mapCertificate'))
    .option('--certificate-key <file>', words('mapCertificateKey'))
    .option('--no-map-hash', words('mapNoHash'))
    .option('--out <file>', words('mapOut'))
    .action(async (folder: string, _options: MapOptions, command: Command) => {
      const { mirrorMap } = await import('./mirror-map.ts');
      io.exitCode = await mirrorMap({ ...command.optsWithGlobals<MapOptions>(), folder }, io);
    });
}

function registerTending(mirror: Command, io: CliIo): void {
  const words = (key: string) => io.words(`cli.mirror.${key}`);
  mirror
    .command('status')
    .description(words('status'))
    .option('--data <folder>', words('data'))
    .action(async (_options: TendingOptions, command: Command) => {
      const { mirrorStatus } = await import('./mirror-status.ts');
      const options = command.optsWithGlobals<TendingOptions>();
      io.exitCode = await mirrorStatus({ ...options, now: Date.now() }, io);
    });
  for (const name of ['pause', 'resume'] as const)
    mirror
      .command(name)
      .description(words(name))
      .option('--data <folder>', words('data'))
      .action(async (_options: TendingOptions, command: Command) => {
        const { mirrorPause } = await import('./mirror-status.ts');
        const options = command.optsWithGlobals<TendingOptions>();
        io.exitCode = await mirrorPause(name === 'pause', options, io);
      });
}
