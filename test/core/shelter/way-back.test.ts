import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../core/incident/state.ts';
import type { Policy } from '../../../core/policy.ts';
import { floorOf, heldBackBy, stepBack, turnBackToMirror } from '../../../core/shelter/way-back.ts';
import { incidentId, seconds, vantageId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, voteOf } from '../../fixtures/timeline.ts';
import { after, changeOf, FIT, nord, platformOf, type Said, told, UNFIT } from './a-platform.ts';

// Goal: each condition of the way back holds it up alone, to the millisecond. Method: a platform of
// which all that is wanted is so, then the same with one thing otherwise.

const policy = testPolicy();
const HOLD = policy.shelter.minHoldMs;
const NOW = after(HOLD);
const OUT = { hold: true, mirrorShare: 1, turn: 3, turnedAt: BELL, shelteredSince: BELL };
const READY: Said = {
  mirror: FIT,
  streak: { says: 'up', rounds: 3, since: BELL },
  shelter: OUT,
};
/** Half of the way: half a share step since the last one would be too early. */
const HALF: Said = {
  ...READY,
  shelter: { ...OUT, hold: false, mirrorShare: 0.5, turnedAt: after(HOLD - 120_000) },
};

function stepped(said: Said, by: Policy = policy, at = NOW, incident?: Partial<Incident>) {
  const change = changeOf(by, { nord: said });
  const incidents = incident === undefined ? {} : { 'nord-1': incident as Incident };
  const from = { ...change, state: { ...change.state, incidents } };
  const next = stepBack(from, nord, at, by);
  return next === from ? 'waits' : told(next);
}
const wayBack = (
  originShare: number,
  mirrorShare = Math.round((1 - originShare) * 1_000) / 1_000,
) => [{ hold: false, mirrorShare, why: { kind: 'way-back', originShare } }];

describe('a step back', () => {
  test('gives the origin the next of its shares', () => {
    expect(stepped(READY)).toEqual(wayBack(0.1));
    expect(stepped(HALF)).toEqual(wayBack(1));
    const tenth = { ...HALF, shelter: { ...HALF.shelter, mirrorShare: 0.9 } };
    expect(stepped(tenth)).toEqual(wayBack(0.5));
    const nearly = { ...HALF, shelter: { ...HALF.shelter, mirrorShare: 0.9 - 1e-10 } };
    expect(stepped(nearly)).toEqual(wayBack(0.5));
    const thirds = { ...policy, shelter: { ...policy.shelter, originShares: [0.1, 1 / 3] } };
    expect(stepped(tenth, thirds)).toEqual(wayBack(0.333, 0.667));
    expect(stepped(HALF, thirds)).toEqual(wayBack(1));
  });

  test('goes no further than the part that is kept on the mirror', () => {
    const shed = { share: 0.4, by: 'person', since: BELL } as const;
    expect(stepped({ ...HALF, shed })).toEqual(wayBack(0.6));
    const there = { ...HALF, shed, shelter: { ...HALF.shelter, mirrorShare: 0.4 } };
    expect(stepped(there)).toBe('waits');
  });

  test.each<[string, Said]>([
    ['is down', { standing: 'down' }],
    ['is suspected', { standing: 'suspect' }],
    ['is seen by one vantage', { votes: Array.from('.??', voteOf) }],
    ['is held by a person', { heldByPerson: true }],
    ['was not seen to have turned', { shelter: { ...OUT, verified: false } }],
    ['answered badly last', { streak: { says: 'down', rounds: 3, since: BELL } }],
    ['answered well twice', { streak: { says: 'up', rounds: 2, since: BELL } }],
    ['is at the origin', { shelter: { ...OUT, mirrorShare: 0 } }],
    [
      'fails its health check',
      { votes: [...Array.from('...', voteOf), { ...voteOf('x', 8), by: 'health-check' }] },
    ],
  ])('waits while the platform %s', (_, said) => {
    expect(stepped({ ...READY, ...said })).toBe('waits');
  });

  test('waits for the whole hold, counted from when all were seen out', () => {
    expect(stepped(READY, policy, after(HOLD - 1))).toBe('waits');
    const seenLate = {
      ...READY,
      shelter: { ...OUT, shelteredSince: after(0 - HOLD), outSeenAt: BELL },
    };
    expect(stepped(seenLate, policy, after(HOLD - 1))).toBe('waits');
    expect(stepped(seenLate)).toEqual(wayBack(0.1));
    const never = { ...READY, shelter: { ...OUT, shelteredSince: null } };
    expect(stepped(never, policy, after(10 * HOLD))).toBe('waits');
  });

  test('waits for the step before to have lasted', () => {
    expect(stepped(HALF, policy, after(HOLD - 1))).toBe('waits');
    const never = { ...HALF, shelter: { ...HALF.shelter, turnedAt: null } };
    expect(stepped(never, policy, after(10 * HOLD))).toBe('waits');
    const once = { ...READY, shelter: { ...OUT, turnedAt: NOW } };
    expect(stepped(once)).toEqual(wayBack(0.1));
  });

  test('waits until health checks may have heard the origin answer', () => {
    const shelter = { ...policy.shelter, checksRecoverMs: seconds(90) };
    const heard = (ms: number) => {
      const streak = { says: 'up', rounds: 3, since: after(HOLD - ms) } as const;
      return stepped({ ...READY, streak }, { ...policy, shelter });
    };
    expect(heard(90_000 - 1)).toBe('waits');
    expect(heard(90_000)).toEqual(wayBack(0.1));
  });

  test('waits after an overload while a class hour begins', () => {
    // The hold is over at 8:30.
    const bells = { ...policy, shelter: { ...policy.shelter, classStarts: [510] } };
    const overload = { confirmedCause: 'overload' as const, verdict: null };
    const inIncident = { ...READY, incident: incidentId('nord-1') };
    expect(stepped(inIncident, bells, NOW, overload)).toBe('waits');
    expect(stepped(inIncident, policy, NOW, overload)).toEqual(wayBack(0.1));
    expect(stepped(inIncident, bells, NOW, { confirmedCause: 'hosting', verdict: null })).toEqual(
      wayBack(0.1),
    );
    expect(stepped(READY, bells, NOW, overload)).toEqual(wayBack(0.1));
  });

  test('is one step for all from a mirror that is not fit, after the hold', () => {
    const gone = [{ hold: false, mirrorShare: 0, why: { kind: 'mirror-gone' } }];
    expect(stepped({ ...READY, mirror: UNFIT })).toEqual(gone);
    expect(stepped({ ...READY, mirror: null })).toEqual(gone);
    expect(stepped({ ...READY, mirror: UNFIT }, policy, after(HOLD - 1))).toBe('waits');
    const young = { ...HALF, mirror: UNFIT, shelter: { ...HALF.shelter, turnedAt: NOW } };
    expect(stepped(young)).toEqual(gone);
    expect(stepped({ ...READY, mirror: UNFIT, shelter: { ...OUT, verified: false } })).toEqual(
      gone,
    );
    const shed = { share: 0.4, by: 'person', since: BELL } as const;
    const kept = changeOf(policy, { nord: { ...HALF, mirror: UNFIT, shed, heldByPerson: true } });
    const next = stepBack(kept, nord, NOW, policy);
    expect(platformOf(next)).toMatchObject({ shed: null, heldByPerson: false });
    expect(told(next)).toEqual(gone);
    expect(stepped({ mirror: UNFIT, streak: READY.streak as never })).toBe('waits');
  });

  test('keeps what a person keeps while the mirror is fit', () => {
    const shed = { share: 0.4, by: 'person', since: BELL } as const;
    const next = stepBack(changeOf(policy, { nord: { ...READY, shed } }), nord, NOW, policy);
    expect(platformOf(next)?.shed).toEqual(shed);
  });

  test('is none for a platform that is not known', () => {
    const nobody = { state: { ...changeOf(policy, {}).state, platforms: {} }, actions: [] };
    expect(stepBack(nobody, nord, NOW, policy)).toBe(nobody);
    expect(turnBackToMirror(nobody, nord, NOW)).toBe(nobody);
  });
});

describe('the part that is kept', () => {
  test('is what is shed, or nothing', () => {
    expect(floorOf({ shed: null })).toBe(0);
    expect(floorOf({ shed: { share: 0.2, by: 'rule', since: BELL } })).toBe(0.2);
  });
});

describe('what holds visitors back', () => {
  const check = { ...voteOf('x', 8), by: 'health-check' as const };
  const heldBack = (said: Said) => {
    const platform = platformOf(changeOf(policy, { nord: { ...READY, votes: [check], ...said } }));
    return platform === undefined ? null : heldBackBy(platform);
  };

  test('is a health check that says down while all else would let them go', () => {
    expect(heldBack({})).toBe(vantageId('v9'));
  });

  test.each<[string, Said]>([
    ['the origin is down', { standing: 'down' }],
    ['a person holds them', { heldByPerson: true }],
    ['the mirror is gone', { mirror: UNFIT }],
    ['no mirror was measured', { mirror: null }],
    ['they are back', { shelter: { mirrorShare: 0 } }],
    ['no check says down', { votes: Array.from('...', voteOf) }],
  ])('is no check where %s', (_, said) => {
    expect(heldBack(said)).toBeNull();
  });
});

describe('a bad word on the way back', () => {
  const turned = (said: Said) =>
    told(turnBackToMirror(changeOf(policy, { nord: { ...HALF, ...said } }), nord, NOW));

  test('sends everybody to the mirror again', () => {
    expect(turned({})).toEqual([
      { hold: true, mirrorShare: 1, why: { kind: 'bad-on-the-way-back' } },
    ]);
  });

  test('sends nobody to a mirror gone bad, and people are told', () => {
    const task = (reasons: readonly string[]) => [
      {
        kind: 'raise-task',
        key: 'nord/task/no-way-back-3',
        task: { kind: 'no-way-back', reasons },
        platform: nord,
      },
    ];
    expect(turned({ mirror: UNFIT })).toEqual(task(['trop ancien']));
    expect(turned({ mirror: null })).toEqual(task([]));
  });

  test('moves neither those who all are there nor those who are kept there by share', () => {
    expect(turned({ shelter: OUT })).toEqual([]);
    expect(turned({ shelter: { ...OUT, mirrorShare: 0 } })).toEqual([]);
    expect(turned({ shed: { share: 0.5, by: 'person', since: BELL } })).toEqual([]);
  });
});
