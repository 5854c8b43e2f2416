import type { PersonCommand } from '../../app/views/person-command.ts';
import { personEvent } from '../../app/views/person-event.ts';
import type { Action } from '../../core/incident/action.ts';
import { step } from '../../core/incident/step.ts';
import { epochMs } from '../../core/units.ts';
import { replayFolder } from './replay-folder.ts';

/**
 * What a command would make the home do, decided by the very `step()` and done by nobody.
 *
 * @returns the actions in their order; empty when it would change nothing that the world sees
 * @throws PreauError as {@link replayFolder}
 */
export async function dryRun(
  dataFolder: string,
  command: PersonCommand,
  now: number,
): Promise<readonly Action[]> {
  const { state, policy } = await replayFolder(dataFolder);
  // A rehearsal's clock is not the machine's: the home's own time is never behind its journal.
  const at = epochMs(isRehearsed(state.at, now) ? state.at : now);
  return step(state, personEvent(command, at), policy).actions;
}

/** A journal whose last line is more than a month away from now has another clock. Chosen. */
const MONTH_MS = 31 * 86_400_000;
const isRehearsed = (at: number, now: number): boolean => Math.abs(now - at) > MONTH_MS;
