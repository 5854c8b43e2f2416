import { describe, expect, test } from 'vitest';
import { isBeyondBlastRadius } from '../../../core/shelter/blast-radius.ts';
import { isClassStart } from '../../../core/shelter/class-start.ts';
import { goToMirror, shelterWaiting } from '../../../core/shelter/go-to-mirror.ts';
import { incidentId, minutes } from '../../../core/units.ts';
import { testPlatform, testPolicy } from '../../fixtures/policy.ts';
import { BELL, voteOf } from '../../fixtures/timeline.ts';
import { after, changeOf, FIT, nord, type Said, told, UNFIT } from './a-platform.ts';

// Goal: a fallen platform goes to its mirror unless something stands in the way, which is told when
// people do not know it. Method: one platform as the test says, and what stands around it.

const base = testPolicy();
const narrow = { ...base, shelter: { ...base.shelter, blastRadius: 0.34 } };
const why = { kind: 'waited' } as const;
const OUT = [{ hold: true, mirrorShare: 1, why }];
const incident = incidentId('nord-1');
const sudWentOut = { sud: { shelter: { lastOut: BELL } } };
const task = (
  kind: { readonly kind: string; readonly reasons?: readonly string[] },
  of: string = incident,
) => [{ kind: 'raise-task', key: `${of}/task/${kind.kind}`, task: kind, platform: nord }];

describe('to the mirror', () => {
  const sent = (
    said: Said,
    policy = base,
    others: Readonly<Record<string, Said>> = {},
    anew = false,
  ) => told(goToMirror(changeOf(policy, { nord: said, ...others }), nord, BELL, policy, why, anew));

  test('goes whoever has a fit one', () => {
    expect(sent({ mirror: FIT })).toEqual(OUT);
    expect(sent({ mirror: FIT, shelter: { mirrorShare: 0.5 } })).toEqual(OUT);
  });

  test('nobody goes who is there, unless asked anew and not seen done', () => {
    const there = { mirror: FIT, shelter: { mirrorShare: 1, verified: true } };
    const asked = { mirror: FIT, shelter: { mirrorShare: 1, verified: false } };
    expect(sent(there)).toEqual([]);
    expect(sent(there, base, {}, true)).toEqual([]);
    expect(sent(asked)).toEqual([]);
    expect(sent(asked, base, {}, true)).toEqual(OUT);
    const change = changeOf(base, { nord: asked });
    expect(goToMirror(change, nord, BELL, base, why)).toBe(change);
  });

  test('nobody goes to an unfit one, and a task says what is wrong with it', () => {
    const unfit = { kind: 'mirror-unfit', reasons: ['trop ancien'] };
    expect(sent({ mirror: UNFIT, incident })).toEqual(task(unfit));
    expect(sent({ mirror: UNFIT })).toEqual(task(unfit, 'nord'));
    expect(sent({ mirror: null, incident })).toEqual(task({ kind: 'mirror-unfit', reasons: [] }));
  });

  test('nobody goes against a veto, or without a mirror, and people know it', () => {
    expect(sent({ mirror: FIT, vetoed: true })).toEqual([]);
    const bare = { ...base, platforms: [testPlatform('nord', false)] };
    expect(sent({ mirror: FIT }, bare)).toEqual([]);
    const unknown = { ...base, platforms: base.platforms.filter(({ id }) => id !== nord) };
    const change = changeOf(base, { nord: { mirror: FIT } });
    expect(goToMirror(change, nord, BELL, unknown, why)).toBe(change);
    const nobody = { ...change, state: { ...change.state, platforms: {} } };
    expect(goToMirror(nobody, nord, BELL, base, why)).toBe(nobody);
  });

  test('one more than the blast radius waits, unless health has turned it already', () => {
    expect(sent({ mirror: FIT, incident }, narrow, sudWentOut)).toEqual(
      task({ kind: 'blast-radius' }),
    );
    expect(sent({ mirror: FIT, leftByHealth: 1 }, narrow, sudWentOut)).toEqual(OUT);
  });

  const DOWN: Said = {
    mirror: FIT,
    standing: 'down',
    incident,
    streak: { says: 'down', rounds: 2, since: BELL },
  };
  const waited = (said: Said) =>
    told(shelterWaiting(changeOf(base, { nord: said }), nord, BELL, base));

  test('goes who waited, down and seen so', () => {
    expect(waited(DOWN)).toEqual(OUT);
    expect(waited({ ...DOWN, votes: Array.from('xx?', voteOf) })).toEqual(OUT);
  });

  test.each<[string, Said]>([
    ['who is up', { standing: 'up' }],
    ['who has no incident', { incident: null }],
    ['who is there', { shelter: { mirrorShare: 1, verified: false } }],
    ['who answers again', { streak: { says: 'up', rounds: 1, since: BELL } }],
    ['whom one vantage sees', { votes: Array.from('x??', voteOf) }],
  ])('nobody goes %s', (_, said) => {
    expect(waited({ ...DOWN, ...said })).toEqual([]);
  });

  test('nobody goes who is not known', () => {
    const nobody = { state: { ...changeOf(base, {}).state, platforms: {} }, actions: [] };
    expect(shelterWaiting(nobody, nord, BELL, base)).toBe(nobody);
  });
});

describe('the blast radius', () => {
  const beyond = (others: Readonly<Record<string, Said>>, blastRadius = 0.34, ms = 0) => {
    const policy = { ...base, shelter: { ...base.shelter, blastRadius } };
    return isBeyondBlastRadius(nord, changeOf(policy, others).state, after(ms), policy);
  };
  const WINDOW = minutes(5);

  test('holds for less than five minutes, and a clock set back counts for nothing', () => {
    expect(beyond(sudWentOut)).toBe(true);
    expect(beyond(sudWentOut, 0.34, WINDOW - 1)).toBe(true);
    expect(beyond(sudWentOut, 0.34, WINDOW)).toBe(false);
    expect(beyond(sudWentOut, 0.34, 1 - WINDOW)).toBe(true);
    expect(beyond(sudWentOut, 0.34, 0 - WINDOW)).toBe(false);
  });

  test('is a part of the platforms with a mirror: 2 of 3 are 0.67', () => {
    expect(beyond(sudWentOut, 0.67)).toBe(false);
    expect(beyond({ ...sudWentOut, ouest: { shelter: { lastOut: BELL } } }, 0.67)).toBe(true);
    expect(beyond({ ...sudWentOut, ouest: { shelter: { lastOut: BELL } } }, 1)).toBe(false);
  });

  test('is never less than one, and one that turns again is not one more', () => {
    expect(beyond({}, 0.01)).toBe(false);
    expect(beyond({ nord: { shelter: { lastOut: BELL } } })).toBe(false);
    expect(beyond({ ...sudWentOut, nord: { shelter: { lastOut: BELL } } }, 0.67)).toBe(false);
  });

  test('counts what a rule shed, and neither a person’s share nor what has no mirror', () => {
    const shed = (by: 'rule' | 'person') => ({ sud: { shed: { share: 0.3, by, since: BELL } } });
    expect(beyond(shed('rule'))).toBe(true);
    expect(beyond(shed('rule'), 0.34, WINDOW)).toBe(false);
    expect(beyond(shed('person'))).toBe(false);
    expect(beyond({ temoin: { shelter: { lastOut: BELL } } })).toBe(false);
  });

  test('counts no platform that the state does not know', () => {
    const empty = { ...changeOf(base, {}).state, platforms: {} };
    expect(isBeyondBlastRadius(nord, empty, BELL, narrow)).toBe(false);
  });
});

describe('the beginning of a class hour', () => {
  // The bell of the tests rings at 8:00 in Paris.
  const at = (minute: number, classStarts: readonly number[]) =>
    isClassStart(after(minute * 60_000), nord, {
      ...base,
      shelter: { ...base.shelter, classStarts },
    });

  test('lasts five minutes from each bell', () => {
    const said = [-1, 0, 4, 5].map((minute) => at(minute, [480]));
    expect(said).toEqual([false, true, true, false]);
    expect(at(60, [480, 540])).toBe(true);
    expect(at(90, [480, 570])).toBe(true);
    expect(at(0, [])).toBe(false);
  });
});
