// Goal: what is kept of verdicts, and what is taken for an overload, changes with the words and no less.
// Method: verdicts and incidents by hand, one thing changed at a time.
import { expect, test } from 'vitest';
import type { Rung, SpokenCause } from '../../../core/cause/cause.ts';
import { legalClocks } from '../../../core/cause/legal-clock.ts';
import { markVerdict, type VerdictMark } from '../../../core/cause/verdict-mark.ts';
import type { Verdict } from '../../../core/cause/verdict.ts';
import { wasOverload } from '../../../core/cause/was-overload.ts';
import { epochMs } from '../../../core/units.ts';

const mark = (ms: number, cause: SpokenCause, rung: Rung): VerdictMark => ({
  at: epochMs(ms),
  cause,
  rung,
});
const EVEN = {
  overload: 0.1,
  attack: 0.1,
  hosting: 0.1,
  application: 0.1,
  'name-or-certificate': 0.1,
  'third-party': 0.1,
  other: 0.1,
};
const verdict = (of: VerdictMark, overload = 0): Verdict => ({
  ...of,
  gates: [],
  probabilities: { ...EVEN, overload },
  for: [],
  against: [],
  refuted: [],
  open: [],
  missing: [],
  tableVersion: 'test',
});

const FIRST = mark(1, 'overload', 'possible');
const SECOND = mark(2, 'overload', 'probable');

test('a verdict that says the same as the last one leaves no mark', () => {
  const marks = [FIRST, SECOND];
  expect(markVerdict(marks, verdict(mark(3, 'overload', 'probable')))).toBe(marks);
});

test.each<readonly [string, readonly VerdictMark[], VerdictMark]>([
  ['the first word', [], FIRST],
  ['a surer word', [FIRST], SECOND],
  ['another cause as sure', [FIRST, SECOND], mark(3, 'attack', 'probable')],
  ['what was said before the last', [FIRST, SECOND], mark(3, 'overload', 'possible')],
  [
    'what was said second of three',
    [FIRST, SECOND, mark(3, 'attack', 'possible')],
    mark(4, 'overload', 'probable'),
  ],
])('%s leaves one', (_what, marks, next) => {
  expect(markVerdict(marks, verdict(next, 0.5))).toEqual([...marks, next]);
});

test.each<readonly [SpokenCause | null, SpokenCause | null, number, boolean]>([
  [null, null, 0, false],
  [null, 'undetermined', 0.5, false],
  [null, 'undetermined', 0.51, true],
  [null, 'overload', 0.4, true],
  ['overload', null, 0, true],
  ['overload', 'attack', 0.1, true],
  // The operator's own word: what is likely no longer counts, what was said does.
  ['attack', 'undetermined', 0.9, false],
  ['attack', 'overload', 0.9, true],
])(
  'confirmed %s, said %s, overload at %d: taken for one, %s',
  (confirmedCause, said, likely, is) => {
    const kept = said === null ? null : verdict(mark(1, said, 'possible'), likely);
    expect(wasOverload({ confirmedCause, verdict: kept })).toBe(is);
  },
);

test('no incident was no overload', () => {
  expect(wasOverload(undefined)).toBe(false);
});

test('whether an attack stands is the latest word’s to say, not an earlier one’s', () => {
  const attack = mark(1, 'attack', 'probable');
  const verdicts = [attack, mark(2, 'attack', 'confirmée'), mark(3, 'overload', 'probable')];
  expect(legalClocks({ drill: false, verdicts })).toMatchObject([{ stands: false }]);
});
