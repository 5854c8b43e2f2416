import type { Change } from './change.ts';
import type { Incident } from './state.ts';

/** From the first reader on: a long notice still under way must not hold up the next word. */
export const wasTold = (change: Change, incident: Pick<Incident, 'notices'>): boolean =>
  incident.notices.some((id) => change.state.notices[id]?.firstAcceptedAt !== undefined);
