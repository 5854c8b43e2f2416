import type { PeopleTask } from '../../../app/notices/people-tasks.ts';
import type { ConsoleSources } from '../pages/console-sources.ts';

/** Whom to telephone about one incident. */
export interface NotReached {
  readonly reference: string;
  readonly tasks: readonly PeopleTask[];
}

/** @returns null for an incident that is not known, and where this home has no such list */
export async function notReached(
  incident: string,
  { ground, toTelephone }: ConsoleSources,
): Promise<NotReached | null> {
  const known = Object.values(ground?.().state.incidents ?? {}).find(({ id }) => id === incident);
  if (known === undefined || toTelephone === undefined) return null;
  return { reference: known.reference, tasks: await toTelephone(known.notices) };
}
