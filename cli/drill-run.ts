import type { PlatformCommand, ShareCommand } from '../app/views/person-command.ts';
import { type AskedName, askOthers } from './ask-others.ts';
import { askedTexts } from './drill-report-lines.ts';
import { drillJson, drillOf, tellDrill } from './drill-report.ts';
import { drillWords } from './drill-words.ts';
import { EXIT } from './errors-exit-codes.ts';
import type { CliIo } from './frame-io.ts';
import { carryOut } from './operate-carry-out.ts';
import type { OperatedHome } from './operated-home.ts';
import { createOutput } from './output.ts';
import type { ToldPlan } from './plan-lines.ts';

type Command = PlatformCommand | ShareCommand;

/**
 * Start a drill, and say how all other names answered before it.
 *
 * @returns the exit code, as {@link carryOut}
 */
export async function startDrill(
  home: OperatedHome,
  command: Command,
  json: boolean,
  io: CliIo,
  told: ToldPlan | null,
): Promise<number> {
  const others = told === null ? [] : await othersOf(home, command);
  const code = await carryOut(home, command, json, io, { told, more: async () => ({ others }) });
  if (code !== EXIT.ok || json) return code;
  const output = createOutput(io);
  const words = drillWords(io.language);
  output.line(words.before);
  for (const text of askedTexts(others, words, words.askedBefore)) output.line(`  ${text}`);
  return code;
}

async function othersOf(home: OperatedHome, { platform }: Command): Promise<readonly AskedName[]> {
  const { policy, state } = await home.replay();
  return askOthers(home, policy, state, platform);
}

/**
 * End a drill, and report it once its visitors are back. Its last notice leaves after the time in
 * which a person may veto it: the report told again later has it.
 *
 * @returns the exit code, as {@link carryOut}
 */
export async function endDrill(
  home: OperatedHome,
  command: Command,
  json: boolean,
  io: CliIo,
  told: ToldPlan | null,
): Promise<number> {
  const drill = async () => ({ drill: drillJson(await drillOf(home, command.platform)) });
  const code = await carryOut(home, command, json, io, { told, more: drill });
  if (code !== EXIT.ok || json) return code;
  createOutput(io).line();
  tellDrill(await drillOf(home, command.platform), io);
  return code;
}
