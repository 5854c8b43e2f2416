import type { Command } from 'commander';
import { PLATFORM_COMMANDS, type PlatformCommandKind } from '../app/views/person-command.ts';
import { platformId } from '../core/units.ts';
import { dataFolderOf } from './data-folder.ts';
import type { CommandModule, CommonOptions } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { personOf } from './operate-person.ts';
import { type OperateWords, operateWords } from './operate-words.ts';

interface PlatformOptions extends CommonOptions {
  readonly data?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly dryRun?: boolean;
}

type Worded = Exclude<PlatformCommandKind, 'start-drill' | 'end-drill'>;

/** `preau shelter|release|veto|unveto|suspend|resume PLATFORM`, `preau drill start|end PLATFORM` */
export const operateCommands: CommandModule = {
  register(program, io) {
    const words = operateWords(io.language);
    for (const kind of PLATFORM_COMMANDS) {
      if (kind === 'start-drill' || kind === 'end-drill') continue;
      registerPlatform(program.command(kind), kind, words, io);
    }
    const drill = program.command('drill').description(words.drill);
    registerDrill(drill.command('start').description(words.drillStart), 'start-drill', words, io);
    registerDrill(drill.command('end').description(words.drillEnd), 'end-drill', words, io);
  },
};

function registerPlatform(command: Command, kind: Worded, words: OperateWords, io: CliIo): void {
  command
    .description(words[kind])
    .argument('<platform>', words.platform)
    .requiredOption('--reason <text>', words.reason)
    .option('--by <name>', words.by)
    .option('--data <folder>', words.data);
  if (kind === 'shelter' || kind === 'release') command.option('--dry-run', words.dryRun);
  command.action(async (platform: string, _options: PlatformOptions, asked: Command) => {
    io.exitCode = await operate(kind, platform, asked.optsWithGlobals<PlatformOptions>(), io);
  });
}

function registerDrill(
  command: Command,
  kind: 'start-drill' | 'end-drill',
  words: OperateWords,
  io: CliIo,
): void {
  command
    .argument('<platform>', words.platform)
    .option('--by <name>', words.by)
    .option('--data <folder>', words.data)
    .action(async (platform: string, _options: PlatformOptions, asked: Command) => {
      io.exitCode = await operate(kind, platform, asked.optsWithGlobals<PlatformOptions>(), io);
    });
}

async function operate(
  kind: PlatformCommandKind,
  platform: string,
  { data, reason = '', by, dryRun, json }: PlatformOptions,
  io: CliIo,
): Promise<number> {
  const { refuseUnknownPlatform } = await import('./operate-known.ts');
  const dataFolder = await dataFolderOf(data, io);
  await refuseUnknownPlatform(dataFolder, platform);
  const person = personOf(by, io);
  const command = { kind, platform: platformId(platform), by: person, reason };
  const asJson = json === true;
  if (dryRun === true) {
    const { tellDryRun } = await import('./operate-dry-run.ts');
    return tellDryRun(dataFolder, command, asJson, io);
  }
  const { carryOut } = await import('./operate-carry-out.ts');
  return carryOut(dataFolder, command, asJson, io);
}
