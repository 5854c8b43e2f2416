import type { Incident, State } from '../incident/state.ts';
import { lastTold } from './last-told.ts';
import type { Notice } from './notice.ts';

/**
 * Whether what a notice says is over by now, so that no school is told of it any more, and nobody
 * telephones for it. A recovery is over when its platform has fallen again; every other word when
 * visitors are back, or were told that they are.
 */
export function isOverFor(state: State, { content }: Pick<Notice, 'content'>): boolean {
  const incident = state.incidents[content.incident];
  if (incident === undefined) return true;
  if (content.phase === 'recovery')
    return incident.backAt === null || hasFallenSince(state, incident);
  if (incident.backAt !== null || incident.closedAt !== null) return true;
  return lastTold(state, incident)?.content.phase === 'recovery';
}

function hasFallenSince({ platforms, incidents }: State, { id, platform }: Incident): boolean {
  const present = platforms[platform]?.incident ?? null;
  return present !== null && present !== id && incidents[present]?.drill === false;
}
