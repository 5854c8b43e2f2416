import type { Command } from 'commander';
import { PLATFORM_COMMANDS, type PlatformCommandKind } from '../app/views/person-command.ts';
import { platformId } from '../core/units.ts';
import type { CommandModule } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { homeOf, type HomeOptions, withHome } from './home-of.ts';
import { personOf } from './operate-person.ts';
import { type OperateWords, operateWords } from './operate-words.ts';

interface PlatformOptions extends HomeOptions {
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
    .option('--by <name>', words.by);
  withHome(command, io);
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
  withHome(command, io)
    .argument('<platform>', words.platform)
    .option('--by <name>', words.by)
    .action(async (platform: string, _options: PlatformOptions, asked: Command) => {
      io.exitCode = await operate(kind, platform, asked.optsWithGlobals<PlatformOptions>(), io);
    });
}

async function operate(
  kind: PlatformCommandKind,
  platform: string,
  options: PlatformOptions,
  io: CliIo,
): Promise<number> {
  const { reason = '', by, dryRun, json } = options;
  const { refuseUnknownPlatform } = await import('./operate-known.ts');
  const home = await homeOf(options, io);
  await refuseUnknownPlatform(home, platform);
  const person = personOf(by, io);
  const command = { kind, platform: platformId(platform), by: person, reason };
  const asJson = json === true;
  if (dryRun === true) {
    const { tellDryRun } = await import('./operate-dry-run.ts');
    return tellDryRun(home, command, asJson, io);
  }
  const { carryOut } = await import('./operate-carry-out.ts');
  return carryOut(home, command, asJson, io);
}
