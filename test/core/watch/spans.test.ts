// Goal: lists of spans say when something was so, in order, without overlaps, and stay small.
// Method: random begins, ends and gaps in the order of time.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochMs, hours } from '../../../core/units.ts';
import { addSpan, beginSpan, endSpan, type Span } from '../../../core/watch/spans.ts';

const at = epochMs;

test('one begins once and ends once', () => {
  const open = beginSpan([], at(10));
  expect(beginSpan(open, at(20))).toBe(open);
  expect(endSpan(open, at(30))).toEqual([{ from: 10, until: 30 }]);
  expect(endSpan([], at(30))).toEqual([]);
});

test('those that meet are one', () => {
  const one = addSpan([], at(10), at(20));
  expect(addSpan(one, at(20), at(30))).toEqual([{ from: 10, until: 30 }]);
  expect(addSpan(one, at(12), at(18))).toBe(one);
  expect(addSpan(one, at(30), at(30))).toBe(one);
});

test('are kept for 91 days after their end, and while they last', () => {
  const days = (count: number) => at(hours(24 * count) + 2);
  const one = addSpan([], at(1), at(2));
  expect(addSpan(one, days(90), days(91))).toHaveLength(2);
  expect(addSpan(one, days(90), at(days(91) + 1))).toEqual([
    { from: days(90), until: days(91) + 1 },
  ]);
  const lasting = beginSpan([], at(1));
  expect(addSpan(lasting, days(200), days(300))).toHaveLength(2);
});

test('are the latest 200', () => {
  const many = Array.from({ length: 205 }, (_, index) => at(10 * index + 1)).reduce<
    readonly Span[]
  >((known, from) => addSpan(known, from, at(from + 5)), []);
  expect(many).toHaveLength(200);
  expect(many.at(-1)).toEqual({ from: 2_041, until: 2_046 });
});

test('apart are two, by a millisecond', () => {
  const one = addSpan([], at(10), at(20));
  expect(addSpan(one, at(21), at(30))).toEqual([
    { from: 10, until: 20 },
    { from: 21, until: 30 },
  ]);
  expect(addSpan(one, at(15), at(30))).toEqual([{ from: 10, until: 30 }]);
});

test('are in order, apart, of the last 91 days and 200 at most, whatever happens', () => {
  const act = fc.constantFrom('begin', 'end', 'add');
  const step = fc.record({ act, ms: fc.integer({ min: 0, max: hours(10 * 24) }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      let now = 1;
      const spans = steps.reduce<readonly Span[]>((known, one) => {
        const before = at(now);
        now += one.ms;
        if (one.act === 'begin') return beginSpan(known, at(now));
        if (one.act === 'end') return endSpan(known, at(now));
        return known.at(-1)?.until === null ? known : addSpan(known, before, at(now));
      }, []);
      expect(spans.length).toBeLessThanOrEqual(200);
      spans.forEach(({ from, until }, index) => {
        expect(until === null || until >= from).toBe(true);
        expect(from).toBeGreaterThanOrEqual(spans[index - 1]?.until ?? 0);
      });
    }),
  );
});
