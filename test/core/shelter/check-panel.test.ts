import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CheckPanel,
  countHealthy,
  hearChecker,
  newPanel,
  panelVerdict,
  whoseTurn,
} from '../../../core/shelter/check-panel.ts';
import { hearResult, SILENT } from '../../../core/shelter/check-streak.ts';

// Goal: a check is healthy when more than 18 % of its checkers say so, each by a count of its own.
// Method: tables of panels in short form, then properties over any results.

/** `+` says healthy, `-` says down, `?` has no data. */
const panelOf = (text: string): CheckPanel =>
  Array.from(text, (mark) => ({ healthy: mark === '?' ? null : mark === '+', against: 0 }));

describe('the verdict', () => {
  test.each([
    ['+++++', true],
    ['----+', true],
    ['-----', false],
    ['----?', true],
    ['?????', null],
    ['-', false],
    // 3 of 16 are 18.75 %, 2 of 16 are 12.5 %: Route 53 has some sixteen.
    ['+++-------------', true],
    ['++--------------', false],
    [`${'+'.repeat(9)}${'-'.repeat(41)}`, false],
    [`${'+'.repeat(10)}${'-'.repeat(40)}`, true],
    // 2 of 11 are 18.18 %, 1 of 11 is 9 %.
    ['++---------', true],
    ['+----------', false],
  ])('%s: %s', (text, verdict) => {
    expect(panelVerdict(panelOf(text))).toBe(verdict);
  });

  test('is healthy exactly when more than 18 of a hundred are, for any panel with data', () => {
    const marks = fc.array(fc.constantFrom('+', '-', '?'), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(marks, (list) => {
        const panel = panelOf(list.join(''));
        fc.pre(list.some((mark) => mark !== '?'));
        expect(panelVerdict(panel)).toBe(countHealthy(panel) * 100 > 18 * panel.length);
      }),
    );
  });
});

const results = fc.array(fc.record({ checker: fc.nat(4), passed: fc.boolean() }), {
  maxLength: 60,
});

test('each checker counts for itself alone, the same number down and up', () => {
  fc.assert(
    fc.property(results, fc.integer({ min: 1, max: 4 }), (heard, threshold) => {
      const panel = heard.reduce(
        (sofar, { checker, passed }) => hearChecker(sofar, checker, passed, threshold),
        newPanel(5, null),
      );
      for (const place of panel.keys()) {
        const own = heard.filter(({ checker }) => checker === place);
        expect(panel[place]).toEqual(
          own.reduce((streak, { passed }) => hearResult(streak, passed, threshold), SILENT),
        );
      }
    }),
  );
});

test('a sure death always makes it fall, whatever was heard before, and a life lets it rise', () => {
  fc.assert(
    fc.property(
      results,
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      (heard, threshold, alive) => {
        let panel = newPanel(5, null);
        for (const { checker, passed } of heard)
          panel = hearChecker(panel, checker, passed, threshold);
        for (let turn = 0; turn < 5 * threshold; turn += 1) {
          panel = hearChecker(panel, turn % 5, alive, threshold);
        }
        expect(panelVerdict(panel)).toBe(alive);
        expect(countHealthy(panel)).toBe(alive ? 5 : 0);
      },
    ),
  );
});

test('an unknown checker changes nothing', () => {
  expect(hearChecker(newPanel(2, true), 2, false, 1)).toEqual(newPanel(2, true));
});

describe('turns', () => {
  test('go round while the check is healthy, or has no data', () => {
    for (const panel of [newPanel(3, true), newPanel(3, null), panelOf('--+')]) {
      expect([0, 1, 2, 3, 4].map((round) => whoseTurn(panel, round))).toEqual([0, 1, 2, 0, 1]);
    }
  });

  test('go round while the check is healthy, whoever doubts', () => {
    const doubted = hearChecker(newPanel(3, true), 2, false, 3);
    expect([0, 1, 2, 3].map((round) => whoseTurn(doubted, round))).toEqual([0, 1, 2, 0]);
  });

  test('while it is down, go to the checker that is nearest to saying healthy', () => {
    let panel = newPanel(3, false);
    expect([0, 1, 2, 3].map((round) => whoseTurn(panel, round))).toEqual([0, 1, 2, 0]);
    panel = hearChecker(panel, 1, true, 3);
    expect([0, 1, 2, 3].map((round) => whoseTurn(panel, round))).toEqual([1, 1, 1, 1]);
  });

  test('so that a recovery takes the threshold in checks, and no more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.nat(100), (threshold, from) => {
        let panel = newPanel(5, false);
        for (let round = 0; round < threshold; round += 1) {
          expect(panelVerdict(panel)).toBe(false);
          panel = hearChecker(panel, whoseTurn(panel, from + round), true, threshold);
        }
        expect(panelVerdict(panel)).toBe(true);
      }),
    );
  });
});
