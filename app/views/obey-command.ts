import type { Policy } from '../../core/policy.ts';
import type { EpochMs } from '../../core/units.ts';
import type { Engine } from '../engine.ts';
import type { CommandResult, PersonCommand } from './person-command.ts';
import { personEvent } from './person-event.ts';
import { wordTask } from './word-task.ts';
import type { WordsIn } from './words.ts';

/**
 * Journal what a person asked for, and tell them what came of it: a task that it raised says why
 * it could not be done as asked.
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
  const entry = await engine.handle(personEvent(command, at));
  const refusal = entry?.actions.find((action) => action.kind === 'raise-task');
  if (refusal?.kind === 'raise-task') {
    const { title, remedy } = wordTask(refusal, policy, said);
    return { kind: 'refused', reason: `${title}. ${remedy}` };
  }
  return entry === null
    ? { kind: 'refused', reason: said.words('console.refusal.nothing') }
    : { kind: 'done' };
}
