import type { PlatformLine } from '../app/views/platform-line.ts';
import type { PersonCommand } from '../app/views/person-command.ts';
import { durationText } from './duration-text.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { planJson, tellPlan } from './operate-plan.ts';
import type { OperatedHome } from './operated-home.ts';
import { operateWords } from './operate-words.ts';
import { createOutput } from './output.ts';
import { percent } from './percent.ts';
import type { ToldPlan } from './plan-lines.ts';
import { planWords } from './plan-words.ts';

/** What is said beside the answer. */
interface Besides {
  /** What the command will do, said before it is given. */
  readonly told?: ToldPlan | null;
  /** Asked for once it is done, for the JSON document. */
  readonly more?: () => Promise<Readonly<Record<string, unknown>>>;
}

/**
 * Say what a command will do, where that is known, bring it to the home, and say what became of it;
 * with no home, shelter and release go another way, or say which one there is.
 *
 * @returns the exit code: 0 done, 1 refused
 * @throws PreauError `home-unreachable` when only a home could do it
 */
export async function carryOut(
  home: OperatedHome,
  command: PersonCommand,
  json: boolean,
  io: CliIo,
  { told = null, more }: Besides = {},
): Promise<number> {
  if (told !== null && !json) tellPlan(told, io);
  const answer = await home.ask(command);
  if (answer.kind === 'absent') {
    const { why } = answer;
    if (command.kind !== 'shelter' && command.kind !== 'release') throw home.unreachable(why);
    return home.breakGlass({ ...command, kind: command.kind }, { why, json, io });
  }
  const { result } = answer;
  const done = result.kind === 'done';
  const platform =
    done && turns(command)
      ? await answer.settled(command.platform, (waitedMs) => tellWaiting(waitedMs, json, io))
      : null;
  const plan = told === null ? {} : { plan: planJson(told) };
  if (json) {
    const besides = done ? await more?.() : {};
    createOutput(io).json({ ...result, journalled: done, platform, ...plan, ...besides });
  } else tell(result.kind === 'done' ? null : result.reason, platform, io);
  return done ? EXIT.ok : EXIT.refused;
}

/** Commands after which people want to know what DNS answers: all that are about one platform. */
const turns = (command: PersonCommand): command is Extract<PersonCommand, { reason: string }> =>
  'reason' in command;

function tellWaiting(waitedMs: number, json: boolean, io: CliIo): void {
  if (json) return;
  const { waiting } = planWords(io.language);
  createOutput(io).note(fillTemplate(waiting, { time: durationText(waitedMs) }));
}

function tell(refusal: string | null, platform: PlatformLine | null, io: CliIo): void {
  const words = operateWords(io.language);
  const output = createOutput(io);
  if (refusal !== null)
    return output.line(output.paint.red(fillTemplate(words.refused, { reason: refusal })));
  output.line(output.paint.green(words.done));
  if (platform === null) return;
  output.line(
    fillTemplate(words.standing, {
      name: platform.name,
      look: io.words(`console.look.${platform.look}`),
      share: percent(platform.mirrorShare),
      verified: platform.verified ? words.verified : words.notYet,
    }),
  );
}
