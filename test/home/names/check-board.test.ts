import { expect, test } from 'vitest';
import type { HealthCheck } from '../../../core/shelter/weighted-pair.ts';
import { platformId } from '../../../core/units.ts';
import { healthBoard } from '../../../home/names/health-board.ts';

// Goal: the board says what each checker says, and keeps what must outlive a restart.
// Method: a board of one platform's checks, told results by hand.

const endpoint = { host: 'o.example', addresses: ['192.0.2.1'], port: 80, path: '/', expect: '' };
const checks: readonly HealthCheck[] = [
  { kind: 'http', id: 'origin', ...endpoint },
  { kind: 'hold', id: 'hold', platform: platformId('x') },
  { kind: 'calculated', id: 'both', children: ['origin', 'hold'], threshold: 2 },
];

test('reports each checker with why it failed last, and how many say healthy', () => {
  const board = healthBoard(checks, 3);
  expect(board.hear('origin', false, 1, 'HTTP 503', 10, 1)).toBe(false);
  expect(board.hear('origin', true, 1, 'HTTP 200', 20, 0)).toBe(false);
  expect(board.hear('hold', true, 1, 'absent', 30)).toBe(true);
  const [origin, hold, both] = board.reports();
  expect(origin).toEqual({
    id: 'origin',
    kind: 'http',
    healthy: true,
    disabled: false,
    reason: 'HTTP 200',
    at: 20,
    healthyCheckers: 2,
    checkers: [
      { healthy: true, reason: 'HTTP 200', at: 20 },
      { healthy: false, reason: 'HTTP 503', at: 10 },
      { healthy: true, reason: 'no data yet', at: null },
    ],
  });
  expect(hold).toMatchObject({ healthyCheckers: 1, checkers: [{ reason: 'absent', at: 30 }] });
  expect(both).toMatchObject({ healthy: true, reason: 'calculated', checkers: [] });
  board.hear('origin', true, 1, 'HTTP 200', 40, 1);
  expect(board.reports()[0]?.checkers[1]).toEqual({ healthy: true, reason: 'HTTP 503', at: 40 });
});

test('a check turns when its last checker does, and back with the first', () => {
  const board = healthBoard(checks, 5);
  const heard = (passed: boolean) =>
    [0, 1, 2, 3, 4].map((checker) => board.hear('origin', passed, 1, '', 0, checker));
  expect(heard(false)).toEqual([false, false, false, false, true]);
  expect(heard(true)).toEqual([true, false, false, false, false]);
});

test('a disabled check is healthy whatever it hears, over a restart, until it is enabled', () => {
  const board = healthBoard(checks, 1);
  board.hear('hold', true, 1, '', 0);
  board.hear('origin', false, 1, 'HTTP 503', 0);
  expect(board.healthy('both')).toBe(false);
  expect(board.setDisabled('origin', true)).toBe(true);
  expect(board.setDisabled('origin', true)).toBe(false);
  expect(board.setDisabled('nobody', true)).toBe(false);
  expect(board.healthy('both')).toBe(true);
  expect(board.reports()[0]).toMatchObject({ healthy: true, disabled: true, reason: 'disabled' });
  expect(board.hear('origin', false, 1, 'HTTP 503', 0)).toBe(false);
  expect(board.disabled()).toEqual(['origin']);
  const kept = { verdicts: board.verdicts(), disabled: [...board.disabled(), 'gone'] };
  const later = healthBoard(checks, 1, kept);
  expect(later.disabled()).toEqual(['origin']);
  expect(later.isDisabled('origin')).toBe(true);
  expect(later.setDisabled('origin', false)).toBe(true);
  expect(later.healthy('origin')).toBe(false);
});

test('verdicts are kept over a restart for all checkers, and the hold is read anew', () => {
  const board = healthBoard(checks, 2, { verdicts: { origin: false, hold: true } });
  expect(board.verdicts()).toEqual({ origin: false });
  expect(board.panel('origin')).toEqual(Array(2).fill({ healthy: false, against: 0 }));
  expect(board.healthy('hold')).toBe(false);
  expect(board.reports()[0]?.reason).toBe('as before the restart');
  expect(board.panel('both')).toBeNull();
  expect(board.hear('nobody', true, 1, '', 0)).toBe(false);
});
