import { describe, expect, test } from 'vitest';
import { endShedding, relieve } from '../../../core/shelter/shed.ts';
import { minutes, vantageId } from '../../../core/units.ts';
import type { Policy } from '../../../core/policy.ts';
import { testPlatform, testPolicy } from '../../fixtures/policy.ts';
import { BELL, voteOf } from '../../fixtures/timeline.ts';
import { after, changeOf, FIT, nord, platformOf, type Said, told, UNFIT } from './a-platform.ts';

// Goal: a degraded platform is relieved by share where a rule may do it, and else is a person's to
// decide. Method: one platform as the test says, and one question at a time.

const base = testPolicy();
const sheds = (shedShare: number): Policy => ({ ...base, shelter: { ...base.shelter, shedShare } });
const SEEING = Array.from('x..', voteOf);
const relieved = (said: Said, policy = sheds(0.3), others: Readonly<Record<string, Said>> = {}) =>
  relieve(changeOf(policy, { nord: said, ...others }), nord, BELL, SEEING, policy, 0.2);
const TASK = {
  kind: 'raise-task',
  key: `nord/task/degraded-${Math.floor(BELL / 3_600_000)}`,
  task: { kind: 'degraded', failedShare: 0.2 },
  platform: 'nord',
};

describe('a platform that is degraded', () => {
  test('has the configured part of its visitors on a fit mirror, without a hold', () => {
    const change = relieved({ mirror: FIT });
    expect(told(change)).toEqual([
      { hold: false, mirrorShare: 0.3, why: { kind: 'shed', failedShare: 0.2 } },
    ]);
    expect(platformOf(change)?.shed).toEqual({ share: 0.3, by: 'rule', since: BELL });
  });

  test.each<[string, Said, Policy]>([
    ['there is no share to shed', { mirror: FIT }, sheds(0)],
    [
      'that share is on the mirror already',
      { mirror: FIT, shelter: { mirrorShare: 0.3 } },
      sheds(0.3),
    ],
    ['the mirror is not fit', { mirror: UNFIT }, sheds(0.3)],
    ['the mirror was never measured', { mirror: null }, sheds(0.3)],
    ['a person vetoed', { mirror: FIT, vetoed: true }, sheds(0.3)],
  ])('is a person’s to decide where %s', (_, said, policy) => {
    const change = relieved(said, policy);
    expect(told(change)).toEqual([TASK]);
    expect(platformOf(change)?.shed).toBeNull();
  });

  test('is a person’s where one more is beyond the blast radius', () => {
    const policy = { ...sheds(0.3), shelter: { ...sheds(0.3).shelter, blastRadius: 0.34 } };
    const sud = { shed: { share: 0.3, by: 'rule', since: BELL } } as const;
    expect(told(relieved({ mirror: FIT }, policy, { sud }))).toEqual([TASK]);
  });

  test('is a person’s where all ail at once and no control shows that the watcher sees', () => {
    const blindControls = {
      ...sheds(0.3),
      vantages: base.vantages.map((vantage) => ({ ...vantage, controls: [] })),
    };
    // Half of what makes a brown-out, 7.5 % of 90 probes, by two vantages.
    const by = [vantageId('v1'), vantageId('v2')];
    const faults = Array.from({ length: 4 }, (_, beat) => ({
      at: after(-beat * 10_000),
      by,
      asked: 3,
    }));
    const ailing = { mirror: FIT, faults };
    expect(told(relieved(ailing, blindControls, { sud: ailing, ouest: ailing }))).toEqual([TASK]);
    // One that is well shows that the watcher sees.
    expect(told(relieved(ailing, blindControls, { sud: ailing }))).toHaveLength(1);
    expect(told(relieved(ailing, blindControls, { sud: ailing }))).not.toEqual([TASK]);
    // With controls that answer, it is the country.
    expect(told(relieved(ailing, sheds(0.3), { sud: ailing, ouest: ailing }))).not.toEqual([TASK]);
  });

  test('is left alone where it has no mirror, or is not known', () => {
    const policy = { ...sheds(0.3), platforms: base.platforms.filter(({ id }) => id !== nord) };
    const change = changeOf(base, { nord: { mirror: FIT } });
    expect(relieve(change, nord, BELL, SEEING, policy, 0.2)).toBe(change);
    const nobody = { ...change, state: { ...change.state, platforms: {} } };
    expect(relieve(nobody, nord, BELL, SEEING, sheds(0.3), 0.2)).toBe(nobody);
    const bare = { ...sheds(0.3), platforms: [testPlatform('nord', false)] };
    expect(relieve(change, nord, BELL, SEEING, bare, 0.2)).toBe(change);
  });

  test('goes beyond a person’s share, and remembers it', () => {
    const under = { share: 0.1, by: 'person', since: after(-5) } as const;
    const said = { mirror: FIT, shed: under, shelter: { mirrorShare: 0.1 } };
    expect(platformOf(relieved(said))?.shed).toEqual({
      share: 0.3,
      by: 'rule',
      since: BELL,
      under,
    });
    const rule = { share: 0.1, by: 'rule', since: after(-5) } as const;
    const again = relieved({ ...said, shed: rule });
    expect(platformOf(again)?.shed).toEqual({ share: 0.3, by: 'rule', since: BELL });
  });
});

describe('what a rule sheds', () => {
  const HOLD = base.shelter.minHoldMs;
  const ended = (said: Said, at = after(HOLD)) => {
    const change = changeOf(base, { nord: said });
    const next = endShedding(change, nord, at, base);
    return next === change ? 'stays' : platformOf(next)?.shed;
  };
  const shed = { share: 0.3, by: 'rule', since: BELL } as const;

  test('ends with the brown-out, after the minimum hold and not before', () => {
    expect(ended({ shed })).toBeNull();
    expect(ended({ shed }, after(HOLD - 1))).toBe('stays');
    expect(ended({ shed, degradedSince: BELL })).toBe('stays');
  });

  test('gives way to the person’s that it had gone beyond', () => {
    const under = { share: 0.1, by: 'person', since: after(0 - minutes(1)) } as const;
    expect(ended({ shed: { ...shed, under } })).toEqual(under);
  });

  test('is not a person’s, nor anything where nothing is shed or known', () => {
    expect(ended({ shed: { ...shed, by: 'person' } })).toBe('stays');
    expect(ended({ shed: null })).toBe('stays');
    const nobody = { state: { ...changeOf(base, {}).state, platforms: {} }, actions: [] };
    expect(endShedding(nobody, nord, after(HOLD), base)).toBe(nobody);
  });
});
