import { describe, expect, test } from 'vitest';
import { seconds, minutes, epochMs, vantageId } from '../../../core/units.ts';
import { checkAgainst } from '../../../core/watch/check-against.ts';
import {
  errorShare,
  faultOfRound,
  isDegraded,
  isOldNews,
  isWellAgain,
  withinWindow,
} from '../../../core/watch/error-window.ts';
import { healthCheckVantage } from '../../../core/watch/health-check-vantage.ts';
import { isFresh, isSeen } from '../../../core/watch/sees.ts';
import { BELL, voteOf } from '../../fixtures/timeline.ts';

// Goal: a brown-out is known by the part of probes that fail in a window, at its very bounds. Method:
// windows of faulty rounds as strings, a digit for each vantage that found fault.

/** A window of 5 minutes at 10 s has 30 rounds, of 3 vantages 90 probes; 15 % of them are 13.5. */
const WATCH = {
  errorWindowMs: minutes(5),
  intervalMs: seconds(10),
  errorShare: 0.1,
  votesToFall: 2,
};
const faultsOf = (text: string, asked = 3) =>
  text.split(' ').map((digits, beat) => ({
    at: epochMs(BELL + beat * 10_000),
    by: Array.from(digits, (digit) => vantageId(`v${digit}`)),
    asked,
  }));
const votes = (text: string) => Array.from(text, voteOf);

describe('the fault of a round', () => {
  test('is of those who saw and found one, late pages too', () => {
    expect(faultOfRound(votes('x.l?'), BELL)).toEqual({
      at: BELL,
      by: [vantageId('v1'), vantageId('v3')],
      asked: 3,
    });
  });

  test('is none where nobody found one, or only who does not count', () => {
    expect(faultOfRound(votes('...'), BELL)).toBeNull();
    expect(faultOfRound([], BELL)).toBeNull();
    const [down] = votes('x');
    expect(down && faultOfRound([{ ...down, by: 'health-check' }], BELL)).toBeNull();
    expect(down && faultOfRound([{ ...down, says: 'blind' }, ...votes('.')], BELL)).toBeNull();
  });
});

describe('a window', () => {
  const faults = faultsOf('1 1 1');

  test('begins after its length, and loses what is older', () => {
    const at = epochMs(BELL + 300_000);
    expect(withinWindow(faults, epochMs(at - 1), WATCH)).toBe(faults);
    expect(withinWindow(faults, at, WATCH)).toEqual(faults.slice(1));
    expect(withinWindow(faults, epochMs(at + 10_000), WATCH)).toEqual(faults.slice(2));
    expect(withinWindow(faults, epochMs(at + 20_000), WATCH)).toEqual([]);
  });

  test('has a share of failed probes; rounds without a fault count as good', () => {
    expect(errorShare(faultsOf('123 12 1'), WATCH)).toBeCloseTo(6 / 90);
    expect(errorShare(faultsOf('1 1', 1), WATCH)).toBeCloseTo(2 / 30);
    expect(errorShare([], WATCH)).toBe(0);
    const crowded = { ...WATCH, errorWindowMs: seconds(10) };
    expect(errorShare(faultsOf('123 12'), crowded)).toBeCloseTo(5 / 6);
  });

  test.each([
    ['123 123 123', true],
    ['123 123 12 1', true],
    ['123 123 12', false],
    ['1 1 1 1 1 1 1 1 1', false],
    ['1 1 1 1 1 1 1 1 2', true],
    ['12345 1234', false],
  ])('%j is a brown-out: %s', (text, degraded) => {
    expect(isDegraded(faultsOf(text), WATCH)).toBe(degraded);
  });

  test('needs five failed probes in three rounds, however few are made', () => {
    const few = { ...WATCH, errorWindowMs: seconds(30) };
    expect(isDegraded(faultsOf('12 1 1'), few)).toBe(false);
    expect(isDegraded(faultsOf('12 12 1'), few)).toBe(true);
    expect(isDegraded(faultsOf('123 123'), few)).toBe(false);
  });

  test('is well again at half of what makes a brown-out', () => {
    // 9 of 180 are 5 %, half of 10.
    const wide = { ...WATCH, errorWindowMs: minutes(10) };
    expect(isWellAgain(faultsOf('123 123 123'), wide)).toBe(true);
    expect(isWellAgain(faultsOf('123 123 123 1'), wide)).toBe(false);
  });

  test.each([
    ['1 1 1 1 1', '1', true],
    ['1 1 1 1', '1', false],
    ['1 1 1 1 1', '2', false],
    ['1 1 1 1 1', '12', false],
    ['1 1 12 1 1', '1', false],
    ['1 1 2 1 1', '1', false],
  ])('%j learns nothing of %j: %s', (text, next, old) => {
    const [fault] = faultsOf(next);
    expect(fault && isOldNews(faultsOf(text), fault)).toBe(old);
  });
});

describe('who sees', () => {
  test('is enough, or nobody was heard yet', () => {
    const seen = ['', '..', '.x', '.?', '???'].map((text) => isSeen({ votes: votes(text) }, WATCH));
    expect(seen).toEqual([true, true, true, false, false]);
  });

  test('looks still for three intervals after the last round', () => {
    const fresh = (ms: number) => isFresh(epochMs(BELL + ms), BELL, WATCH);
    expect([0, 30_000, 30_001].map(fresh)).toEqual([true, true, false]);
    expect(isFresh(BELL, undefined, WATCH)).toBe(true);
  });
});

test('Route 53’s checkers are a vantage by its own name, and no proof of another’s sight', () => {
  expect(healthCheckVantage).toEqual({
    id: 'route-53',
    name: 'Route 53',
    controls: [],
    by: 'health-check',
  });
});

test('a check is against the origin only when it says down', () => {
  const [down, up] = votes('x.');
  if (down === undefined || up === undefined) throw new Error('no votes');
  const check = { by: 'health-check', vantage: vantageId('route-53') } as const;
  expect(checkAgainst([down, { ...down, ...check }])).toBe('route-53');
  expect(checkAgainst([down, { ...up, ...check }])).toBeNull();
  expect(checkAgainst([down])).toBeNull();
  expect(checkAgainst([])).toBeNull();
});
