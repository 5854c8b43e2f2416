import type { PlatformState } from '../../core/incident/state.ts';
import { floorOf } from '../../core/shelter/way-back.ts';

/**
 * What the eye is shown of a platform: one word, one shape, one colour each.
 * `sheltered`, `returning` and `shared` say where the lessons are, `down` that they are nowhere;
 * `degraded` is a brown-out, and `shared` a platform that is relieved of some of its visitors.
 */
export type Look =
  | 'up'
  | 'suspect'
  | 'degraded'
  | 'down'
  | 'sheltered'
  | 'returning'
  | 'shared'
  | 'suspended'
  | 'unseen';

export const LOOKS: readonly Look[] = [
  'down',
  'suspect',
  'degraded',
  'sheltered',
  'returning',
  'shared',
  'suspended',
  'unseen',
  'up',
];

/**
 * Sum up a platform's standing and shelter.
 *
 * A watcher that cannot see must not show green (P7): without a single vote, or with blind ones
 * only, a platform is `unseen`. One closed by its owner is never shown as broken.
 */
export function lookOf(platform: PlatformState): Look {
  if (platform.standing === 'suspended') return 'suspended';
  const { mirrorShare, verified } = platform.shelter;
  if (mirrorShare === 1 && verified) return 'sheltered';
  if (mirrorShare > 0 && mirrorShare < 1 && platform.standing !== 'down')
    return mirrorShare <= floorOf(platform) ? 'shared' : 'returning';
  if (isUnseen(platform)) return 'unseen';
  return platform.standing === 'up' && platform.degradedSince !== null
    ? 'degraded'
    : platform.standing;
}

function isUnseen({ votes, streak }: PlatformState): boolean {
  return votes.length === 0 ? streak.rounds === 0 : votes.every(({ says }) => says === 'blind');
}
