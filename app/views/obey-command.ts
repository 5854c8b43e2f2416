import type { EpochMs } from '../../core/units.ts';
import type { Engine } from '../engine.ts';
import type { CommandResult, PersonCommand } from './person-command.ts';
import { personEvent } from './person-event.ts';
import type { Words } from './words.ts';

/**
 * Journal what a person asked for, and tell them what came of it: a task that it raised says why
 * it could not be done as asked.
 *
 * @param at the home's own instant
 * @param words of the console
 */
export async function obeyCommand(
  engine: Engine,
  command: PersonCommand,
  at: EpochMs,
  words: Words,
): Promise<CommandResult> {
  const entry = await engine.handle(personEvent(command, at));
  const refusal = entry?.actions.find((action) => action.kind === 'raise-task');
  if (refusal?.kind === 'raise-task')
    return { kind: 'refused', reason: `${refusal.title}. ${refusal.remedy}` };
  return entry === null
    ? { kind: 'refused', reason: words('console.refusal.nothing') }
    : { kind: 'done' };
}
