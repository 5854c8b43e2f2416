import type { EpochMs } from '../../core/units.ts';
import type { Engine } from '../engine.ts';
import type { CommandResult, PersonCommand } from './person-command.ts';
import { personEvent } from './person-event.ts';

/** Take a person's command into the journal, and say what became of it; the same in every home. */
export async function obeyCommand(
  engine: Engine,
  command: PersonCommand,
  at: EpochMs,
): Promise<CommandResult> {
  const entry = await engine.handle(personEvent(command, at));
  const refusal = entry?.actions.find((action) => action.kind === 'raise-task');
  if (refusal?.kind === 'raise-task')
    return { kind: 'refused', reason: `${refusal.title}. ${refusal.remedy}` };
  return entry === null
    ? {
        kind: 'refused',
        reason: 'Rien à faire : c’est déjà le cas, ou ce n’est pas possible maintenant.',
      }
    : { kind: 'done' };
}
