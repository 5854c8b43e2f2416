// Goal: neighbours that nobody would tell apart are one, and however many differ, few are left.
// Method: stretches of one second by their requests alone, since so few were looked at.
import { expect, test } from 'vitest';
import { joinAlike, SEGMENTS_MAX } from '../../../core/cause/join-alike.ts';
import { counted } from '../../fixtures/cause/traffic-counts.ts';

/** One after the other, each by its requests a second; half a request is added to each, see `difference`. */
const paced = (...paces: readonly number[]) =>
  paces.map((pace, index) => ({
    fromSec: index,
    toSec: index + 1,
    counts: counted({ requests: pace - 0.5, errors: index }),
  }));
const told = (...paces: readonly number[]) =>
  joinAlike(paced(...paces)).map(({ fromSec, toSec }) => `${fromSec}-${toSec}`);

test.each([
  ['none of none', [], []],
  ['one', [100], ['0-1']],
  ['two that are alike', [100, 110], ['0-2']],
  ['two that are not', [100, 200], ['0-1', '1-2']],
  ['two that differ by just what matters', [135, 100], ['0-1', '1-2']],
  ['two that differ by a little less', [134.9, 100], ['0-2']],
  ['all that are alike', [100, 101, 102, 103], ['0-4']],
  ['first the two that are most alike', [100, 130, 160], ['0-1', '1-3']],
  ['those in the midst', [100, 200, 210, 400], ['0-1', '1-3', '3-4']],
])('leaves %s', (_what, paces, segments) => {
  expect(told(...paces)).toEqual(segments);
});

test('what is joined has the counts of both', () => {
  const [one, both] = joinAlike(paced(900, 100, 110));
  expect(one).toEqual(paced(900)[0]);
  expect(both).toEqual({ fromSec: 1, toSec: 3, counts: counted({ requests: 209, errors: 3 }) });
});

test('of too many the most alike are joined though they differ', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => (index % 2 === 0 ? 10 : 1_000 + 100 * index));
  expect(told(...many(SEGMENTS_MAX))).toHaveLength(24);
  const left = told(...many(SEGMENTS_MAX + 1));
  expect(left).toHaveLength(24);
  expect(left[0]).toBe('0-2');
  expect(told(...many(60))).toHaveLength(24);
});
