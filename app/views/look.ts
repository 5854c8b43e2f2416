import type { PlatformState } from '../../core/incident/state.ts';

/**
 * What the eye is shown of a platform: one word, one shape, one colour each.
 * `sheltered` and `returning` say where the lessons are, `down` that they are nowhere.
 */
export type Look = 'up' | 'suspect' | 'down' | 'sheltered' | 'returning' | 'suspended' | 'unseen';

export const LOOKS: readonly Look[] = [
  'down',
  'suspect',
  'sheltered',
  'returning',
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
  if (mirrorShare > 0 && mirrorShare < 1 && platform.standing !== 'down') return 'returning';
  if (isUnseen(platform)) return 'unseen';
  return platform.standing;
}

function isUnseen({ votes, streak }: PlatformState): boolean {
  return votes.length === 0 ? streak.rounds === 0 : votes.every(({ says }) => says === 'blind');
}
