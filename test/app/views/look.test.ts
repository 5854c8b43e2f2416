import { expect, test } from 'vitest';
import { lookOf } from '../../../app/views/look.ts';
import { freshPlatform } from '../../../core/incident/initial-state.ts';
import type { PlatformState } from '../../../core/incident/state.ts';
import { BELL, voteOf } from '../../fixtures/timeline.ts';

// Goal: one word a platform, which never shows green over what is not. Method: states by hand, each
// a seen platform that is up but for what its row says.

const up: PlatformState = {
  ...freshPlatform(BELL),
  streak: { says: 'up', rounds: 1, since: BELL },
};
const shelter = (mirrorShare: number, verified = true) => ({
  ...up.shelter,
  mirrorShare,
  verified,
});
const shed = { share: 0.4, by: 'person' as const, since: BELL };

test.each<[PlatformState, string]>([
  [up, 'up'],
  [freshPlatform(BELL), 'unseen'],
  [{ ...up, votes: [voteOf('?', 0)] }, 'unseen'],
  [{ ...up, degradedSince: BELL }, 'degraded'],
  [{ ...up, standing: 'suspect', degradedSince: BELL }, 'suspect'],
  [{ ...up, standing: 'down' }, 'down'],
  [{ ...up, standing: 'down', shelter: shelter(1) }, 'sheltered'],
  [{ ...up, standing: 'down', shelter: shelter(1, false) }, 'down'],
  [{ ...up, shelter: shelter(0.5) }, 'returning'],
  [{ ...up, shelter: shelter(0.4), shed }, 'shared'],
  [{ ...up, shelter: shelter(0.9), shed }, 'returning'],
  [{ ...up, standing: 'down', shelter: shelter(0.4), shed }, 'down'],
  [{ ...up, standing: 'suspended', shelter: shelter(1) }, 'suspended'],
])('row %# is shown as it is', (state, look) => {
  expect(lookOf(state)).toBe(look);
});
