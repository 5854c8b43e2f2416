import type { Policy } from '../../core/policy.ts';
import type { EpochMs } from '../../core/units.ts';
import type { Engine } from '../engine.ts';
import { type Hindrance, hindranceTo, wordHindrance } from './hindrance.ts';
import type { CommandResult, PersonCommand } from './person-command.ts';
import { personEvent } from './person-event.ts';
import { type WordedTask, wordTask } from './word-task.ts';
import type { WordsIn } from './words.ts';

/**
 * Journal what a person asked for, and tell them what came of it: a task that it raised says why
 * it could not be done as asked. What no name server could answer is not even journalled.
 *
 * @param at the home's own instant
 * @param said its words are those of the console and of `task`
 */
export async function obeyCommand(
  engine: Engine,
  command: PersonCommand,
  at: EpochMs,
  policy: Policy,
  said: WordsIn,
): Promise<CommandResult> {
  const hindrance = hindranceTo(command, engine.state(), policy);
  const hindered = (by: Hindrance): CommandResult =>
    refusedBy(wordHindrance(by, command, policy, said));
  if (hindrance !== null && NOT_EVEN_WRITTEN.includes(hindrance)) return hindered(hindrance);
  const entry = await engine.handle(personEvent(command, at));
  const refusal = entry?.actions.find((action) => action.kind === 'raise-task');
  if (refusal?.kind === 'raise-task') return refusedBy(wordTask(refusal, policy, said));
  if (entry !== null) return { kind: 'done' };
  return hindrance === null
    ? { kind: 'refused', reason: said.words('console.refusal.nothing') }
    : hindered(hindrance);
}

/** What no name server could answer, and what no notice may say, is not even journalled. */
const NOT_EVEN_WRITTEN: readonly Hindrance[] = [
  'whole-only',
  'addition-attack',
  'addition-company',
];

const refusedBy = ({ title, remedy }: WordedTask): CommandResult => ({
  kind: 'refused',
  reason: `${title}. ${remedy}`,
});
