import type { PlatformState } from '../incident/state.ts';
import type { TurnReason } from './turn-reason.ts';

/**
 * Whether a turn to the mirror that was asked for and not begun would now be wrong: the mirror has gone bad
 * since, and the origin answers (P1). Its provider may have been away for long. What was begun is gone on
 * with: visitors are on the mirror already, and come back by a turn of their own. A step on the way back
 * takes visitors from the mirror, and is never wrong for that.
 */
export const isFolly = ({ standing, mirror, shelter }: PlatformState, why: TurnReason): boolean =>
  shelter.mirrorShare > 0 &&
  standing === 'up' &&
  mirror?.fit === false &&
  shelter.change === null &&
  why.kind !== 'way-back' &&
  !(why.kind === 'by-hand' && why.what === 'release');
