import { expect, it } from 'vitest';
import { killRun } from './kill-run.ts';

// Goal: killed again and again at moments that nobody chose, a home loses and doubles nothing, misleads
// nobody and leaves nothing behind. Method: `npm run kill` at a bounded size; real processes on loopback.

const TIMES = 12;

it('is killed twelve times in its morning and nobody notices', { timeout: 400_000 }, async () => {
  const result = await killRun(9, TIMES);
  expect(result.broken).toEqual([]);
  expect(result.kills.total).toBe(TIMES);
  expect(result.incidents).toBeGreaterThan(0);
  expect(result.messages.received).toBeGreaterThan(20);
  expect(result.questions.asked).toBeGreaterThan(500);
});
