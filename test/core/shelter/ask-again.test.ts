import { expect, test } from 'vitest';
import { askAgain } from '../../../core/shelter/ask-again.ts';
import { hours, minutes } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';
import { after, changeOf, FIT, nord, type Said, told, UNFIT } from './a-platform.ts';

// Goal: a turn that was given up or lost is asked for once more, when its pause is over, and never
// leads to a mirror gone bad. Method: one platform as the test says, asked at an instant.

const OUT = { hold: true, mirrorShare: 1, verified: false, turn: 4, turnedAt: BELL };
const GIVEN_UP = { ...OUT, givenUpAt: BELL };
const asked = (said: Said, ms: number) =>
  told(askAgain(changeOf(testPolicy(), { nord: said }), nord, after(ms)));
const again = (hold: boolean, mirrorShare: number) => [
  { hold, mirrorShare, why: { kind: 'asked-again', after: 'given-up' } },
];

test('one that was given up is asked for after ten minutes, with the same heading', () => {
  const said = { mirror: FIT, shelter: GIVEN_UP };
  expect(asked(said, minutes(10) - 1)).toEqual([]);
  expect(asked(said, minutes(10))).toEqual(again(true, 1));
  const back = { ...GIVEN_UP, hold: false, mirrorShare: 0.5 };
  expect(asked({ mirror: FIT, shelter: back }, minutes(10))).toEqual(again(false, 0.5));
});

test('one that nobody told the end of is lost after three hours', () => {
  const said = { mirror: FIT, shelter: OUT };
  expect(asked(said, hours(3) - 1)).toEqual([]);
  expect(asked(said, hours(3))).toEqual(again(true, 1));
});

test('one that was seen done, or never asked for, is owed to nobody', () => {
  expect(asked({ mirror: FIT, shelter: { ...OUT, verified: true } }, hours(5))).toEqual([]);
  expect(asked({ mirror: FIT, shelter: { ...OUT, turnedAt: null } }, hours(5))).toEqual([]);
  const change = changeOf(testPolicy(), {});
  const nobody = { ...change, state: { ...change.state, platforms: {} } };
  expect(askAgain(nobody, nord, after(hours(5)))).toBe(nobody);
});

test.each([
  ['up', again(false, 0)],
  ['suspended', [{ ...again(false, 0)[0], stay: true }]],
  ['down', []],
  ['suspect', []],
] as const)('to a mirror gone bad while the origin is %s', (standing, expected) => {
  const said = { standing, mirror: UNFIT, shelter: GIVEN_UP };
  expect(asked(said, minutes(10))).toEqual(expected);
  expect(asked({ ...said, mirror: null }, minutes(10))).toEqual(expected);
});

test('the way to the origin asks for no mirror', () => {
  const home = { ...GIVEN_UP, hold: false, mirrorShare: 0 };
  expect(asked({ standing: 'down', mirror: UNFIT, shelter: home }, minutes(10))).toEqual(
    again(false, 0),
  );
});
