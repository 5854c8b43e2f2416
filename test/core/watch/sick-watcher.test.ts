import { describe, expect, test } from 'vitest';
import type { PlatformState } from '../../../core/incident/state.ts';
import type { Policy } from '../../../core/policy.ts';
import { platformId, vantageId } from '../../../core/units.ts';
import { isMassEvent, watcherIsSick } from '../../../core/watch/sick-watcher.ts';
import { testPlatform, testPolicy } from '../../fixtures/policy.ts';
import { BELL, voteOf } from '../../fixtures/timeline.ts';
import { after, changeOf } from '../shelter/a-platform.ts';

// Goal: a watcher that may be sick is not believed, unless its controls prove that it sees (P7). Method:
// three platforms as a test says, votes as strings, vantages with and without controls.

const sees = testPolicy();
const unproven: Policy = {
  ...sees,
  vantages: sees.vantages.map((one) => ({ ...one, controls: [] })),
};
const votes = (text: string) => Array.from(text, voteOf);
const fell = (ms = 0): Partial<PlatformState> => ({
  streak: { says: 'down', rounds: 1, since: after(-ms) },
});
const WINDOW = sees.watch.massWindowMs;
const sick = (
  said: readonly [Partial<PlatformState>, Partial<PlatformState>, Partial<PlatformState>],
  policy = unproven,
  text = 'xxx',
) => {
  const [nord, sud, ouest] = said;
  const { shelter: _, ...rest } = nord;
  const { state } = changeOf(policy, { nord: rest, sud: sud as object, ouest: ouest as object });
  return watcherIsSick(state, votes(text), BELL, policy);
};

describe('all that falls at once', () => {
  test('is the watcher’s own fall', () => {
    expect(sick([fell(), fell(), fell()])).toBe(true);
    expect(sick([fell(), fell(), {}])).toBe(false);
  });

  test('is at once within the window, its end included', () => {
    expect(sick([fell(), fell(), fell(WINDOW)])).toBe(true);
    expect(sick([fell(), fell(), fell(WINDOW + 1)])).toBe(false);
  });

  test('stays withheld for as long as it lasts', () => {
    const old = (standing: PlatformState['standing'], rounds: number) => ({
      standing,
      streak: { says: 'down' as const, rounds, since: after(0 - WINDOW - 1) },
    });
    expect(sick([fell(), fell(), old('suspect', 2)])).toBe(true);
    expect(sick([fell(), fell(), old('suspect', 1)])).toBe(false);
    expect(sick([fell(), fell(), old('down', 2)])).toBe(false);
    expect(
      sick([
        fell(),
        fell(),
        { ...old('suspect', 2), streak: { says: 'up', rounds: 2, since: BELL } },
      ]),
    ).toBe(false);
  });

  test('is the country’s where enough votes come from vantages whose controls answer', () => {
    expect(sick([fell(), fell(), fell()], sees)).toBe(false);
    expect(sick([fell(), fell(), fell()], sees, 'xx?')).toBe(false);
    expect(sick([fell(), fell(), fell()], sees, 'x??')).toBe(true);
    const one: Policy = {
      ...sees,
      vantages: sees.vantages.map((vantage) =>
        vantage.id === vantageId('v1') ? vantage : { ...vantage, controls: [] },
      ),
    };
    expect(sick([fell(), fell(), fell()], one)).toBe(true);
  });
});

describe('a mass event', () => {
  const every = () => true;

  test('is none of one platform, and may be of two', () => {
    const state = changeOf(unproven, {}).state;
    const of = (...ids: readonly string[]) => ({
      ...unproven,
      platforms: [...ids.map((id) => testPlatform(id)), testPlatform('temoin', false)],
    });
    expect(isMassEvent(state, votes('xxx'), every, of('nord'))).toBe(false);
    expect(isMassEvent(state, votes('xxx'), every, of('nord', 'sud'))).toBe(true);
  });

  test('needs the configured part of those that have a mirror', () => {
    const { state } = changeOf(unproven, {});
    const half = { ...unproven, watch: { ...unproven.watch, massShare: 0.66 } };
    const twoOf = ({ since }: PlatformState) => since === 0;
    const one = changeOf(unproven, { nord: { since: BELL } }).state;
    expect(isMassEvent(one, votes('xxx'), twoOf, half)).toBe(true);
    expect(isMassEvent(one, votes('xxx'), twoOf, unproven)).toBe(false);
    const known = { ...state.platforms };
    delete (known as Record<string, unknown>)[platformId('ouest')];
    const fewer = { ...state, platforms: known };
    expect(isMassEvent(fewer, votes('xxx'), every, unproven)).toBe(false);
  });
});
