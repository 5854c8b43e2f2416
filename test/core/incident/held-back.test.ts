import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../core/policy.ts';
import { epochMs, platformId } from '../../../core/units.ts';
import { healthCheckVantage } from '../../../core/watch/health-check-vantage.ts';
import { checkedRound } from '../../fixtures/check-vote.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, type Run, startRun } from '../../fixtures/timeline.ts';

// Goal: nobody is sent back to an origin that Route 53 is known to see down, since its data plane would
// go on to answer with the mirror. Method: hours of rounds of 10 s and ticks, as a letter a minute.

const base = testPolicy();
const policy: Policy = { ...base, vantages: [...base.vantages.slice(0, 2), healthCheckVantage] };
const ROUNDS_A_MINUTE = 6;

interface Hour {
  readonly run: Run;
  /** A letter a minute: M all on the mirror, B some back, O all at the origin. */
  readonly shares: string;
  /** How often a round changed the state from the tenth minute on; a change is a line. */
  readonly lines: number;
}

/** It falls in the first minute; then both own vantages see it well, and `check` says by round what Route 53 says. */
function live(check: (round: number) => string, minutes = 60): Hour {
  const run = startRun(policy);
  run.take(fitMirror('nord', BELL));
  let [shares, lines] = ['', 0];
  for (let round = 1; round <= minutes * ROUNDS_A_MINUTE; round += 1) {
    const at = epochMs(BELL + round * 10_000);
    const before = run.state;
    run.take(checkedRound('nord', at, round < ROUNDS_A_MINUTE ? 'xx' : '..', check(round)));
    if (run.state !== before && round > 10 * ROUNDS_A_MINUTE) lines += 1;
    run.take({ kind: 'tick', at, seenAt: at });
    const share = run.platform('nord')?.shelter.mirrorShare ?? 0;
    if (round % ROUNDS_A_MINUTE === 0) shares += share === 1 ? 'M' : share > 0 ? 'B' : 'O';
  }
  return { run, shares, lines };
}
const whys = ({ run }: Hour): readonly string[] =>
  run.actions.flatMap(({ action }) => (action.kind === 'turn-dns' ? [action.why.kind] : []));
const until = (minute: number, first: string, then: string) => (round: number) =>
  round <= minute * ROUNDS_A_MINUTE ? first : then;

/** As soon as the hold of half an hour is over, by 10, 50 and 100 % two minutes apart. */
const AT_ONCE = `${'M'.repeat(30)}${'B'.repeat(4)}${'O'.repeat(26)}`;

describe('the way back', () => {
  test('waits for an hour while Route 53 says down, and turns nobody there and back', () => {
    const hour = live(() => 'x');
    expect(hour.shares).toBe('M'.repeat(60));
    expect(whys(hour)).toEqual(['fell']);
    expect(hour.run.platform('nord')?.standing).toBe('up');
  });

  test('begins once Route 53 is content too', () => {
    const { shares } = live(until(40, 'x', '.'));
    expect(shares).toBe(`${'M'.repeat(40)}${'B'.repeat(4)}${'O'.repeat(16)}`);
  });

  test.each([
    ['is content', '.'],
    ['is divided', '5'],
    ['cannot be asked', 's'],
    ['is not asked', ' '],
  ])('does not wait for one that %s from the recovery on', (_, mark) => {
    expect(live(until(1, 'x', mark)).shares).toBe(AT_ONCE);
    expect(live(until(20, 'x', mark)).shares).toBe(AT_ONCE);
  });

  test('stops in the midst where Route 53 says down, and goes on after it', () => {
    const { shares } = live((round) => (round > 190 && round <= 250 ? 'x' : '.'));
    expect(shares).toBe(`${'M'.repeat(30)}${'B'.repeat(13)}${'O'.repeat(17)}`);
  });

  test('goes on ten minutes after the last word of a Route 53 that fell silent', () => {
    const { shares } = live(until(40, 'x', 's'));
    const first = shares.indexOf('B');
    expect(first).toBeGreaterThan(40);
    expect(first).toBeLessThanOrEqual(50);
  });

  test('waits though Route 53 is heard once in two minutes only, at fifteen lines an hour', () => {
    const { shares, lines } = live((round) => (round % 12 === 0 ? 'x' : 's'), 120);
    expect(shares).toBe('M'.repeat(120));
    expect(lines).toBeLessThanOrEqual(2 * 15);
  });

  test('from a mirror that may not serve waits for nobody (P1)', () => {
    const { run } = live(() => 'x', 40);
    const at = epochMs(run.at + 1_000);
    run.take(fitMirror('nord', at, false));
    run.take({ kind: 'tick', at, seenAt: at });
    expect(run.platform('nord')?.shelter.mirrorShare).toBe(0);
  });

  test('that a person asks for begins at once', () => {
    const { run } = live(() => 'x', 40);
    const by = { role: 'cellule de crise', name: 'A.' };
    const about = { at: run.at, platform: platformId('nord'), reason: 'essai' };
    run.take({ kind: 'person-released', ...about, by });
    expect(run.platform('nord')?.shelter.mirrorShare).toBe(0.9);
  });
});

test('whatever Route 53 says and when, no step goes against its last word of four minutes', () => {
  const words = fc.array(fc.constantFrom('x', '.', '5', 's', ' '), { minLength: 8, maxLength: 60 });
  fc.assert(
    fc.property(words, (spoken) => {
      // Each word for two minutes.
      const check = (round: number) => spoken[Math.floor(round / 12) % spoken.length] ?? ' ';
      const { run } = live(check, 90);
      for (const { at, action } of run.actions) {
        if (action.kind !== 'turn-dns' || action.why.kind !== 'way-back') continue;
        const round = Math.round((at - BELL) / 10_000);
        const lately = Array.from({ length: 24 }, (_, back) => check(round - back));
        expect(lately.find((mark) => mark === 'x' || mark === '.' || mark === '5')).not.toBe('x');
      }
    }),
    { numRuns: 40 },
  );
});
