import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../core/policy.ts';
import { epochMs } from '../../../core/units.ts';
import { healthCheckVantage } from '../../../core/watch/health-check-vantage.ts';
import { checkedRound } from '../../fixtures/check-vote.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, startRun } from '../../fixtures/timeline.ts';

// Goal: Route 53 that is not asked of everything at once makes no news of it, and is called blind by
// nobody. Method: rounds of two own vantages and its word, a character each, counted by states.

const base = testPolicy();
const policy: Policy = { ...base, vantages: [...base.vantages.slice(0, 2), healthCheckVantage] };

/** How often the state changed in rounds after the first three of `own`; a change is a line. */
function linesOf(own: string, checks: string): number {
  const run = startRun(policy);
  run.take(fitMirror('nord', BELL));
  let lines = 0;
  for (const [round, check] of Array.from(checks).entries()) {
    const before = run.state;
    run.take(checkedRound('nord', epochMs(BELL + (round + 1) * 10_000), own, check, 'mirror'));
    if (round >= 3 && run.state !== before) lines += 1;
  }
  return lines;
}

describe('a fall of everything, of which a few are asked a round', () => {
  test.each(['xxxs  sx s', 'sss x xs x', '...s. .s .', '555s 5s'])(
    '%j writes no line for it',
    (checks) => {
      expect(linesOf('xx', checks)).toBe(0);
    },
  );

  test('writes a line for a word that is another, heard both times', () => {
    expect(linesOf('xx', 'xxxx5555')).toBe(1);
  });

  test('writes as many lines as without Route 53, whatever is heard of what it goes on to say', () => {
    const heard = fc.array(fc.constantFrom('x', 's', ' '), { minLength: 4, maxLength: 60 });
    fc.assert(
      fc.property(heard, (checks) => {
        expect(linesOf('xx', checks.join(''))).toBe(linesOf('xx', ' '.repeat(checks.length)));
      }),
    );
  });

  test('is news where its word decides, or where sight would go with it', () => {
    expect(linesOf('x?', 'xxxx s')).toBeGreaterThan(0);
    const run = startRun(policy);
    run.take(fitMirror('nord', BELL));
    for (const [round, check] of ['x', 'x', 's'].entries())
      run.take(checkedRound('nord', epochMs(BELL + (round + 1) * 10_000), 'x?', check));
    expect(run.platform('nord')?.votes.map(({ says }) => says)).toEqual(['down', 'blind', 'blind']);
  });
});

test('blind are own vantages alone: Route 53 that could not tell is a vote with its reason', () => {
  const run = startRun(policy);
  run.take(checkedRound('nord', epochMs(BELL + 10_000), 'x?', 's'));
  expect(run.platform('nord')?.blind).toEqual(['v2']);
  expect(run.platform('nord')?.votes[2]?.failure?.kind).toBe('vantage-silent');
});
