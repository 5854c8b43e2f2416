import type { Command } from 'commander';
import {
  PLATFORM_COMMANDS,
  type PlatformCommand,
  type PlatformCommandKind,
  type ShareCommand,
} from '../app/views/person-command.ts';
import { platformId } from '../core/units.ts';
import type { CommandModule } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { homeOf, type HomeOptions, withHome } from './home-of.ts';
import { personOf } from './operate-person.ts';
import { type OperateWords, operateWords } from './operate-words.ts';
import { wholePercent } from './whole-percent.ts';

interface PlatformOptions extends HomeOptions {
  readonly reason?: string;
  readonly by?: string;
  readonly dryRun?: boolean;
}

type DrillKind = 'start-drill' | 'end-drill';
type Worded = Exclude<PlatformCommandKind, DrillKind>;
/** What is asked for, before it is known of which platform and by whom. */
type Asked = Pick<PlatformCommand, 'kind'> | Pick<ShareCommand, 'kind' | 'share'>;

/**
 * `preau shelter|release|veto|unveto|suspend|resume PLATFORM`, `preau share PLATFORM PERCENT`,
 * `preau drill [start|end|report] PLATFORM`
 */
export const operateCommands: CommandModule = {
  register(program, io) {
    const words = operateWords(io.language);
    for (const kind of PLATFORM_COMMANDS) {
      if (kind === 'start-drill' || kind === 'end-drill') continue;
      registerPlatform(program.command(kind), kind, words, io);
      if (kind === 'release') registerShare(program.command('share'), words, io);
    }
    registerDrill(program.command('drill'), words, io);
  },
};

function registerPlatform(command: Command, kind: Worded, words: OperateWords, io: CliIo): void {
  withReason(
    command.description(words[kind]).argument('<platform>', words.platform),
    words,
    io,
  ).action(async (platform: string, _options: PlatformOptions, asked: Command) => {
    const options = asked.optsWithGlobals<PlatformOptions>();
    io.exitCode = await operate({ kind }, platform, options, io);
  });
}

function registerShare(command: Command, words: OperateWords, io: CliIo): void {
  command
    .description(words.share)
    .argument('<platform>', words.platform)
    .argument('<percent>', words.percent, wholePercent(io));
  withReason(command, words, io).action(
    async (platform: string, share: number, _options: PlatformOptions, asked: Command) => {
      const options = asked.optsWithGlobals<PlatformOptions>();
      io.exitCode = await operate({ kind: 'share', share }, platform, options, io);
    },
  );
}

const withReason = (command: Command, words: OperateWords, io: CliIo): Command =>
  withHome(command.requiredOption('--reason <text>', words.reason), io)
    .option('--by <name>', words.by)
    .option('--dry-run', words.dryRun);

/** A platform called `start` is drilled by `preau drill start start`. */
function registerDrill(drill: Command, words: OperateWords, io: CliIo): void {
  const begin = (command: Command, kind: DrillKind, description: string): void => {
    withHome(command, io)
      .description(description)
      .argument('<platform>', words.platform)
      .option('--by <name>', words.by)
      .option('--dry-run', words.dryRun)
      .action(async (platform: string, _options: PlatformOptions, asked: Command) => {
        const options = asked.optsWithGlobals<PlatformOptions>();
        io.exitCode = await operate({ kind }, platform, options, io);
      });
  };
  begin(drill, 'start-drill', words.drill);
  begin(drill.command('start'), 'start-drill', words.drillStart);
  begin(drill.command('end'), 'end-drill', words.drillEnd);
  withHome(drill.command('report'), io)
    .description(words.drillReport)
    .argument('<platform>', words.drilled)
    .action(async (called: string, _options: HomeOptions, asked: Command) => {
      const options = asked.optsWithGlobals<HomeOptions>();
      const { reportDrill } = await import('./drill-report.ts');
      io.exitCode = await reportDrill(await homeOf(options, io), called, options.json === true, io);
    });
}

async function operate(
  asked: Asked,
  platform: string,
  options: PlatformOptions,
  io: CliIo,
): Promise<number> {
  const { reason = '', by, dryRun, json } = options;
  const { refuseUnknownPlatform } = await import('./operate-known.ts');
  const home = await homeOf(options, io);
  await refuseUnknownPlatform(home, platform);
  const command = { ...asked, platform: platformId(platform), by: personOf(by, io), reason };
  const asJson = json === true;
  const { planOf, planIfKnown, tellDryRun } = await import('./operate-plan.ts');
  if (dryRun === true) return tellDryRun(await planOf(home, command, options, io), asJson, io);
  const { carryOut } = await import('./operate-carry-out.ts');
  const told = await planIfKnown(home, command, options, io);
  const { endDrill, startDrill } = await import('./drill-run.ts');
  if (command.kind === 'start-drill') return startDrill(home, command, asJson, io, told);
  if (command.kind === 'end-drill') return endDrill(home, command, asJson, io, told);
  return carryOut(home, command, asJson, io, { told });
}
