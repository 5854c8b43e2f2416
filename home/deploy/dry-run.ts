import type { PersonCommand } from '../../app/views/person-command.ts';
import { personEvent } from '../../app/views/person-event.ts';
import type { Action } from '../../core/incident/action.ts';
import { step } from '../../core/incident/step.ts';
import { homeInstant } from './home-instant.ts';
import type { Replayed } from './replay-folder.ts';

/**
 * What a command would make the home do, decided by the very `step()` and done by nobody.
 *
 * @returns the actions in their order; empty when it would change nothing that the world sees
 */
export const dryRun = (
  { state, policy }: Pick<Replayed, 'state' | 'policy'>,
  command: PersonCommand,
  now: number,
): readonly Action[] =>
  step(state, personEvent(command, homeInstant(state.at, now)), policy).actions;
