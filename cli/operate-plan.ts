import { wordHindrance } from '../app/views/hindrance.ts';
import type { PlatformCommand, ShareCommand } from '../app/views/person-command.ts';
import { turnPlan } from '../app/views/turn-plan.ts';
import { wordTask } from '../app/views/word-task.ts';
import { PreauError } from '../core/errors.ts';
import { homeInstant } from '../home/deploy/home-instant.ts';
import { EXIT } from './errors-exit-codes.ts';
import { errorText } from './errors-text.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import type { HomeOptions } from './home-of.ts';
import type { OperatedHome } from './operated-home.ts';
import { createOutput } from './output.ts';
import { planLines, type ToldPlan } from './plan-lines.ts';
import { planWords } from './plan-words.ts';
import { followMs } from './turn-place.ts';
import { undoCommand } from './undo-command.ts';

/**
 * What a command will do, from the home's journal as it stands; nobody is asked to do it.
 *
 * @throws PreauError as the home's `replay`
 */
export async function planOf(
  home: OperatedHome,
  command: PlatformCommand | ShareCommand,
  options: HomeOptions,
  { language, words }: CliIo,
): Promise<ToldPlan> {
  const { state, policy } = await home.replay();
  const plan = turnPlan(state, policy, command, homeInstant(state.at, Date.now()));
  const place = await home.place(command.platform);
  const said = { language, words };
  const obstacles = plan.refusals.map((task) => wordTask(task, policy, said));
  if (plan.hindrance !== null) obstacles.push(wordHindrance(plan.hindrance, command, policy, said));
  const undo = undoCommand(plan, options, planWords(language).placeholder);
  return { plan, place, obstacles, undo };
}

/**
 * The same for a command that is about to be given: in a crisis it is given all the same where its
 * plan cannot be told. Nobody is shown what a home would do that is not there.
 *
 * @returns null without a home that answers, or without its plan
 */
export async function planIfKnown(
  home: OperatedHome,
  command: PlatformCommand | ShareCommand,
  options: HomeOptions,
  io: CliIo,
): Promise<ToldPlan | null> {
  if (!(await home.answers())) return null;
  try {
    return await planOf(home, command, options, io);
  } catch (error) {
    if (!(error instanceof PreauError)) throw error;
    if (options.json !== true)
      createOutput(io).note(
        fillTemplate(planWords(io.language).unplanned, { why: errorText(error, io.language) }),
      );
    return null;
  }
}

/** Print a plan, for people. */
export function tellPlan(told: ToldPlan, io: CliIo): void {
  const output = createOutput(io);
  const words = planWords(io.language);
  const [title = '', ...lines] = planLines(told, words, io.stdout.columns ?? 80);
  output.line(output.paint.bold(title));
  for (const line of lines) output.line(line);
}

/**
 * Print a plan as all that is done.
 *
 * @returns 0 when it would be done, 1 when it would be refused or change nothing
 */
export function tellDryRun(told: ToldPlan, json: boolean, io: CliIo): number {
  if (json) createOutput(io).json({ dryRun: true, plan: planJson(told) });
  else {
    createOutput(io).line(planWords(io.language).dryRun);
    tellPlan(told, io);
  }
  const { outcome } = told.plan;
  return outcome === 'turns' || outcome === 'noted' ? EXIT.ok : EXIT.refused;
}

/** The plan as data; instants in ISO 8601. */
export function planJson({ plan, place, obstacles, undo }: ToldPlan) {
  const turn = plan.turns[0];
  return {
    ...plan,
    at: new Date(plan.at).toISOString(),
    place,
    obstacles,
    followMs: turn === undefined ? null : followMs(place, turn.hold),
    undo,
  };
}
