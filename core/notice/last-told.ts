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

/** One that was given up has, if anybody got it. */
export const hasBegunToLeave = ({ stage, firstAcceptedAt }: Notice): boolean =>
  stage === 'sending' || stage === 'sent' || (stage === 'failed' && firstAcceptedAt !== undefined);
