import type { PlatformCommand, ShareCommand } from '../app/views/person-command.ts';
import type { PictureMoment } from '../core/incident/names-picture.ts';
import { clockOf } from './clock-of.ts';
import { startedTexts } from './drill-others.ts';
import { untilPictured } from './drill-pictured.ts';
import { drillJson, drillOf, tellDrill, type ToldDrill } from './drill-report.ts';
import { drillWords } from './drill-words.ts';
import { durationText } from './duration-text.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { carryOut } from './operate-carry-out.ts';
import type { OperatedHome } from './operated-home.ts';
import { createOutput } from './output.ts';
import type { ToldPlan } from './plan-lines.ts';

type Command = PlatformCommand | ShareCommand;

/**
 * Start a drill, and say how all other names answered as it started.
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
  const pictured = () => drillOnce(home, command, 'start', json, io);
  const more = async () => ({ pictures: (await pictured()).report.pictures });
  const code = await carryOut(home, command, json, io, { told, more });
  if (code !== EXIT.ok || json) return code;
  const { report, timeZone } = await pictured();
  const output = createOutput(io);
  const words = drillWords(io.language);
  output.line(words.before);
  const clock = clockOf(timeZone, io.language);
  for (const text of startedTexts({ report, words, clock })) output.line(`  ${text}`);
  return code;
}

/**
 * End a drill, and report it once its visitors are back and all other names were asked again. Its last
 * notice leaves after the time in which a person may veto it: the report told again later has it.
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
  const ended = () => drillOnce(home, command, 'end', json, io);
  const more = async () => ({ drill: drillJson(await ended()) });
  const code = await carryOut(home, command, json, io, { told, more });
  if (code !== EXIT.ok || json) return code;
  createOutput(io).line();
  tellDrill(await ended(), io);
  return code;
}

/** A platform's latest drill, once its home has asked all other names at that moment. */
async function drillOnce(
  home: OperatedHome,
  { platform }: Command,
  moment: PictureMoment,
  json: boolean,
  io: CliIo,
): Promise<ToldDrill> {
  const { waiting } = drillWords(io.language);
  await untilPictured(home, platform, moment, (waitedMs) => {
    if (!json) createOutput(io).note(fillTemplate(waiting, { time: durationText(waitedMs) }));
  });
  return drillOf(home, platform);
}
