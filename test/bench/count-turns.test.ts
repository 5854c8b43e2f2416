// Goal: a bench calls a turn wrong when the origin's own record says so, and no other.
// Method: timelines as strings, ten characters a second; then a property over random flapping.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countTurns, type Sample, type Turns } from '../../bench/shelter/count-turns.ts';
import type { Opening } from '../../bench/shelter/origins.ts';

const STEP_MS = 100;
const letters = (line: string): readonly string[] => line.split('');

/** `.` the origin answers, `x` it does not. */
const openingsOf = (line: string): readonly Opening[] =>
  letters(line).flatMap((letter, index) =>
    index === 0 || letter !== line[index - 1]
      ? [{ atMs: index * STEP_MS, isUp: letter === '.' }]
      : [],
  );

/** `O` origin, `M` mirror, `?` no answer. */
const samplesOf = (line: string): readonly Sample[] =>
  letters(line).map((letter, index) => ({
    atMs: index * STEP_MS,
    side: letter === 'O' ? 'origin' : letter === 'M' ? 'mirror' : null,
  }));

const turns = (origin: string, answers: string, slackMs = 300): Turns =>
  countTurns(samplesOf(answers), openingsOf(origin), slackMs);

test('a turn to the mirror while the origin is gone, and back when it answers, is right', () => {
  expect(turns('.....xxxxxx......', 'OOOOOOOMMMMMOOOOO')).toEqual({
    toMirror: 1,
    toOrigin: 1,
    wrongToMirror: 0,
    wrongToOrigin: 0,
  });
});

test('a turn to the mirror while the origin answers is wrong', () => {
  expect(turns('.................', 'OOOOOOOOMMMMMMMMM').wrongToMirror).toBe(1);
});

test('a turn that lags behind within the slack is not wrong', () => {
  expect(turns('....xx...........', 'OOOOOOOOMMMMMMMMM').wrongToMirror).toBe(0);
  expect(turns('....xx...........', 'OOOOOOOOOMMMMMMMM').wrongToMirror).toBe(1);
});

test('a turn back to an origin that is gone is wrong', () => {
  expect(turns('.....xxxxxxxxxxxx', 'OOOOOOMMMMMOOOOOO').wrongToOrigin).toBe(1);
});

test('an answer that did not come is no turn, and the first one neither', () => {
  expect(turns('.....xxxxxxxxxxxx', '??MM??MM?MM??????')).toEqual({
    toMirror: 0,
    toOrigin: 0,
    wrongToMirror: 0,
    wrongToOrigin: 0,
  });
});

test('an origin without a record has always answered', () => {
  expect(countTurns(samplesOf('OOM'), [], 100).wrongToMirror).toBe(1);
});

test('a name that follows its origin within the slack never turns wrongly', () => {
  const line = fc
    .array(fc.tuple(fc.constantFrom('.', 'x'), fc.integer({ min: 1, max: 12 })), { minLength: 1 })
    .map((parts) => parts.map(([letter, count]) => letter.repeat(count)).join(''));
  fc.assert(
    fc.property(line, fc.integer({ min: 0, max: 3 }), (origin, lag) => {
      const answers = letters(origin)
        .map((_, index) => ((origin[Math.max(0, index - lag)] ?? '.') === '.' ? 'O' : 'M'))
        .join('');
      const { wrongToMirror, wrongToOrigin } = turns(origin, answers, lag * STEP_MS + 1);
      expect([wrongToMirror, wrongToOrigin]).toEqual([0, 0]);
    }),
  );
});
