import { describe, expect, test } from 'vitest';
import { onChangeAccepted } from '../../../core/shelter/on-change-accepted.ts';
import { turn } from '../../../core/shelter/turn.ts';
import type { TurnReason } from '../../../core/shelter/turn-reason.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';
import { after, changeOf, nord, platformOf, type Said } from './a-platform.ts';

// Goal: a turn is numbered, asked for once, and leaves in the state what it was asked for and nothing
// that was not seen. Method: one platform as the test says, turned each way.

const why: TurnReason = { kind: 'waited' };
const [T0, T1] = [after(-60_000), after(-30_000)];
const turned = (said: Said, mirrorShare: number, hold = mirrorShare > 0) =>
  turn(changeOf(testPolicy(), { nord: said }), nord, { hold, mirrorShare }, BELL, why);
const AT_ORIGIN = { turn: 6, lastOut: T0, lastBack: T1 };
const ON_MIRROR = { ...AT_ORIGIN, hold: true, mirrorShare: 1, shelteredSince: T0, outSeenAt: T1 };

describe('a turn', () => {
  test('is asked for under its number, without a word of staying where none was said', () => {
    expect(turned({ shelter: AT_ORIGIN }, 1).actions).toEqual([
      {
        kind: 'turn-dns',
        key: 'nord/turn/7',
        platform: nord,
        turn: 7,
        hold: true,
        mirrorShare: 1,
        why,
      },
    ]);
  });

  test('says whether to stay where DNS may hold such an order, or is given one', () => {
    expect(turned({ shelter: { mayStay: true } }, 1).actions).toMatchObject([{ stay: false }]);
    expect(turned({ vetoed: true }, 0).actions).toMatchObject([{ stay: true }]);
    expect(turned({ standing: 'suspended' }, 0).actions).toMatchObject([{ stay: true }]);
    expect(turned({ vetoed: true }, 1).actions[0]).not.toHaveProperty('stay');
  });

  test('of a platform that is not known is none', () => {
    const change = { state: { ...changeOf(testPolicy(), {}).state, platforms: {} }, actions: [] };
    expect(turn(change, nord, { hold: true, mirrorShare: 1 }, BELL, why)).toBe(change);
  });

  test('forgets what was seen and said of the one before', () => {
    const change = { id: 'C1', acceptedAt: T0, insyncAt: T1 };
    const said = { shelter: { ...AT_ORIGIN, givenUpAt: T1, change } };
    expect(platformOf(turned(said, 1))?.shelter).toMatchObject({
      turn: 7,
      turnedAt: BELL,
      verified: false,
      givenUpAt: null,
      change: null,
    });
  });
});

describe('what the state remembers', () => {
  const shelterAfter = (said: Said['shelter'], share: number) =>
    platformOf(turned({ shelter: said ?? {} }, share))?.shelter;

  test('of all visitors who go out', () => {
    expect(shelterAfter(AT_ORIGIN, 1)).toMatchObject({
      hold: true,
      mirrorShare: 1,
      shelteredSince: BELL,
      outSeenAt: null,
      lastOut: BELL,
      lastBack: T1,
    });
    expect(shelterAfter({ ...AT_ORIGIN, mirrorShare: 0.5, outSeenAt: T1 }, 1)).toMatchObject({
      shelteredSince: BELL,
      outSeenAt: null,
      lastOut: BELL,
    });
  });

  test('of all who go back', () => {
    for (const mirrorShare of [1, 0.5])
      expect(shelterAfter({ ...ON_MIRROR, mirrorShare }, 0)).toMatchObject({
        hold: false,
        mirrorShare: 0,
        shelteredSince: null,
        outSeenAt: null,
        lastOut: T0,
        lastBack: BELL,
      });
  });

  test('of those who stay where they are, and of a part that goes', () => {
    const same = { shelteredSince: T0, outSeenAt: T1, lastOut: T0, lastBack: T1 };
    expect(shelterAfter(ON_MIRROR, 1)).toMatchObject(same);
    expect(shelterAfter(ON_MIRROR, 0.5)).toMatchObject(same);
    expect(shelterAfter({ ...AT_ORIGIN, outSeenAt: T1 }, 0)).toMatchObject({
      shelteredSince: null,
      outSeenAt: T1,
      lastOut: T0,
      lastBack: T1,
    });
    expect(shelterAfter(AT_ORIGIN, 0.3)).toMatchObject({ shelteredSince: null, lastOut: T0 });
  });

  test('of an order to stay, until a turn without one was seen done', () => {
    const stays = platformOf(turned({ vetoed: true }, 0))?.shelter;
    expect(stays).toMatchObject({ stay: true, mayStay: true });
    expect(shelterAfter({ mayStay: true }, 0)).toMatchObject({ stay: false, mayStay: true });
    expect(shelterAfter({}, 0)).toMatchObject({ stay: false, mayStay: false });
  });
});

describe('a batch that the provider accepted', () => {
  const accepted = (said: Said['shelter'], number: number, change = 'C2') => {
    const before = changeOf(testPolicy(), { nord: { shelter: said ?? {} } });
    const event = {
      kind: 'dns-change-accepted',
      at: BELL,
      platform: nord,
      turn: number,
      change,
    } as const;
    return { before, next: onChangeAccepted(before, event) };
  };

  test('is the one that its turn waits for', () => {
    const { next } = accepted({ turn: 7 }, 7);
    expect(platformOf(next)?.shelter.change).toEqual({
      id: 'C2',
      acceptedAt: BELL,
      insyncAt: null,
    });
    const other = accepted({ turn: 7, change: { id: 'C1', acceptedAt: T0, insyncAt: T1 } }, 7).next;
    expect(platformOf(other)?.shelter.change).toMatchObject({ id: 'C2', insyncAt: null });
  });

  test('is no news when it is known, and not believed of a turn to come', () => {
    const known = accepted({ turn: 7, change: { id: 'C2', acceptedAt: T0, insyncAt: null } }, 7);
    expect(known.next).toBe(known.before);
    const early = accepted({ turn: 7 }, 8);
    expect(early.next).toBe(early.before);
  });

  test('has its line for a turn that another has overtaken, and nobody waits for it', () => {
    const { before, next } = accepted({ turn: 7 }, 6);
    expect(next).not.toBe(before);
    expect(next.state).not.toBe(before.state);
    expect(next).toEqual(before);
  });

  test('of a platform that is not known is nobody’s', () => {
    const before = { state: { ...changeOf(testPolicy(), {}).state, platforms: {} }, actions: [] };
    const event = {
      kind: 'dns-change-accepted',
      at: BELL,
      platform: nord,
      turn: 0,
      change: 'C',
    } as const;
    expect(onChangeAccepted(before, event)).toBe(before);
  });
});
