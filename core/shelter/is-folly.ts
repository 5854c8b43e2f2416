import type { PlatformState } from '../incident/state.ts';

/**
 * Whether a turn to the mirror that was asked for and not begun would now be wrong: the mirror has gone bad
 * since, and the origin answers (P1). Its provider may have been away for long. What was begun is gone on
 * with: visitors are on the mirror already, and come back by a turn of their own.
 */
export const isFolly = ({ standing, mirror, shelter }: PlatformState): boolean =>
  shelter.mirrorShare > 0 && standing === 'up' && mirror?.fit === false && shelter.change === null;
