import type { Incident, State } from '../incident/state.ts';
import type { Notice } from './notice.ts';

/**
 * The latest of an incident's notices that has begun to leave: what its schools believe now, or
 * are about to.
 *
 * @returns undefined when nobody was told of anything
 */
export const lastTold = (state: State, { notices }: Incident): Notice | undefined =>
  notices.flatMap((id) => state.notices[id] ?? []).findLast(hasBegunToLeave);

const hasBegunToLeave = ({ stage }: Notice): boolean => stage === 'sending' || stage === 'sent';
