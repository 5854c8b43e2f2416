import { expect, test } from 'vitest';
import { PreauError } from '../../core/errors.ts';
import { tellFaults } from '../../home/tell-faults.ts';

// Goal: a fault that lasts for days is told for days, and fills no disk. Method: a clock moved by hand.

function stage() {
  const lines: string[] = [];
  let at = 0;
  const tell = tellFaults(
    (text) => lines.push(text),
    () => at,
  );
  return { lines, tell, move: (ms: number) => void (at += ms) };
}
const full = new PreauError('store-unavailable', 'the disk is full', { retryable: true });

test('the same fault is told at once, then once a minute with how often it came', () => {
  const { lines, tell, move } = stage();
  for (let times = 0; times < 601; times += 1) {
    tell(full);
    move(100);
  }
  expect(lines).toEqual([
    'store-unavailable: the disk is full',
    'store-unavailable: the disk is full (599 times more since it was last told)',
  ]);
});

test('another fault is told beside it, and what is a bug with its stack', () => {
  const { lines, tell } = stage();
  tell(full);
  tell(new TypeError('x is not a function'));
  tell(full);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/^TypeError: x is not a function\n {4}at .*tell-faults\.test\.ts/);
});

test('no number of different faults, however long, grows what is remembered or written', () => {
  const { lines, tell } = stage();
  for (let n = 0; n < 500; n += 1)
    tell(new PreauError('store-unavailable', `${n} ${'x'.repeat(10_000)}`));
  expect(lines).toHaveLength(500);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(4_100);
  tell(new PreauError('store-unavailable', `0 ${'x'.repeat(10_000)}`));
  expect(lines).toHaveLength(501);
});
