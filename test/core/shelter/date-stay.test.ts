import { describe, expect, test } from 'vitest';
import type { Event } from '../../../core/incident/event.ts';
import { isFolly } from '../../../core/shelter/is-folly.ts';
import { dateStay } from '../../../core/shelter/date-stay.ts';
import type { TurnReason } from '../../../core/shelter/turn-reason.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, roundOf } from '../../fixtures/timeline.ts';
import { after, changeOf, FIT, platformOf, type Said, UNFIT } from './a-platform.ts';

// Goal: a turn that is on its way is seen done by what is answered, and given up where it would now be
// wrong. Method: one platform as the test says, and one round.

const policy = testPolicy();
const OUT = { hold: true, mirrorShare: 1, verified: false, turn: 2 };

describe('visitors that are out', () => {
  const seen = (shelter: Said['shelter'], dnsSays: 'origin' | 'mirror' | 'unknown') => {
    const before = changeOf(policy, { nord: { shelter: shelter ?? {} } });
    const round = roundOf('nord', BELL, '...', dnsSays) as Extract<
      Event,
      { kind: 'round-observed' }
    >;
    const next = dateStay(before, round);
    return next === before ? 'the same' : platformOf(next)?.shelter.outSeenAt;
  };

  test('are seen from the first answer that is the mirror’s, until the origin’s is', () => {
    expect(seen(OUT, 'mirror')).toBe(BELL);
    expect(seen({ ...OUT, outSeenAt: after(-5) }, 'mirror')).toBe('the same');
    expect(seen({ ...OUT, outSeenAt: after(-5) }, 'origin')).toBeNull();
    expect(seen(OUT, 'origin')).toBe('the same');
    expect(seen({ ...OUT, outSeenAt: after(-5) }, 'unknown')).toBe('the same');
  });

  test('are asked of a turn of all of them that was not seen done', () => {
    expect(seen({ ...OUT, verified: true }, 'mirror')).toBe('the same');
    expect(seen({ ...OUT, mirrorShare: 0.9 }, 'mirror')).toBe('the same');
    const nobody = { state: { ...changeOf(policy, {}).state, platforms: {} }, actions: [] };
    const round = roundOf('nord', BELL, '...', 'mirror') as Extract<
      Event,
      { kind: 'round-observed' }
    >;
    expect(dateStay(nobody, round)).toBe(nobody);
  });
});

describe('a turn to the mirror', () => {
  const folly = (said: Said, why: TurnReason = { kind: 'left-by-health' }) => {
    const platform = platformOf(
      changeOf(policy, { nord: { mirror: UNFIT, ...said, shelter: { ...OUT, ...said.shelter } } }),
    );
    return platform !== undefined && isFolly(platform, why);
  };

  test('is folly that was not begun, to a mirror gone bad, while the origin answers', () => {
    expect(folly({})).toBe(true);
    expect(folly({ shelter: { mirrorShare: 0.1 } })).toBe(true);
    expect(folly({ shelter: { mirrorShare: 0 } })).toBe(false);
    expect(folly({ standing: 'down' })).toBe(false);
    expect(folly({ standing: 'suspect' })).toBe(false);
    expect(folly({ mirror: FIT })).toBe(false);
    expect(folly({ mirror: null })).toBe(false);
    expect(folly({ shelter: { change: { id: 'C', acceptedAt: BELL, insyncAt: null } } })).toBe(
      false,
    );
  });

  test('is none that leads visitors away from there', () => {
    expect(folly({}, { kind: 'way-back', originShare: 0.1 })).toBe(false);
    expect(folly({}, { kind: 'by-hand', what: 'release' })).toBe(false);
    expect(folly({}, { kind: 'by-hand', what: 'shelter' })).toBe(true);
  });
});
