import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMs, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: a brown-out, to which health checks are blind, is seen, and relieved as the configuration
// says; an odd failure is not one. Method: rounds of 10 s from three vantages; 'l' is a late page.

function play(run: Run, rounds: readonly string[]): void {
  for (const votes of rounds) {
    const at = epochMs(run.at + 10_000);
    run.take({ kind: 'tick', at });
    run.take(roundOf('nord', at, votes));
  }
}

const some = (count: number, votes: string): readonly string[] => Array(count).fill(votes);
/** A fifth of all probes fail, and never two of a round: 12 failures in 20 rounds of three. */
const BROWN_OUT = ['x..', '.x.', '...', '..x', '...'];
const brownOut = (rounds: number): readonly string[] =>
  Array.from({ length: rounds }, (_, index) => BROWN_OUT[index % BROWN_OUT.length] ?? '...');

function shedding(shedShare: number) {
  const policy = testPolicy();
  return { ...policy, shelter: { ...policy.shelter, shedShare } };
}

describe('a brown-out', () => {
  test('is seen within the error window though no round is bad, and a person is asked', () => {
    const run = startRun(testPolicy());
    run.take(fitMirror('nord', BELL));
    play(run, brownOut(30));
    expect(run.platform('nord')).toMatchObject({ standing: 'up', incident: null });
    expect(run.platform('nord')?.degradedSince).not.toBeNull();
    expect(run.platform('nord')?.shelter).toMatchObject({ mirrorShare: 0, turn: 0 });
    const tasks = Object.values(run.state.tasks).map(({ task }) => task);
    expect(tasks).toEqual([{ kind: 'degraded', failedShare: 7 / 45 }]);
  });

  test('shows in late pages as in failed ones', () => {
    const run = startRun(testPolicy());
    play(run, some(8, 'll.'));
    expect(run.platform('nord')).toMatchObject({ standing: 'up' });
    expect(run.platform('nord')?.degradedSince).not.toBeNull();
  });

  test('ends when what fails is half of what began it', () => {
    const run = startRun(testPolicy());
    play(run, [...brownOut(30), ...some(31, '...')]);
    expect(run.platform('nord')).toMatchObject({ degradedSince: null });
  });

  test('is not one bad minute, nor a failure now and then', () => {
    const run = startRun(testPolicy());
    play(run, [...some(20, '...'), 'x..', 'x..', 'x..', 'x..', ...some(30, '...')]);
    for (let index = 0; index < 12; index += 1) play(run, ['x..', ...some(9, '...')]);
    expect(run.platform('nord')).toMatchObject({ degradedSince: null });
    expect(run.state.tasks).toEqual({});
  });

  test('sheds the configured part, which comes back when it is over and the hold has passed', () => {
    const run = startRun(shedding(0.3));
    run.take(fitMirror('nord', BELL));
    play(run, brownOut(30));
    expect(run.platform('nord')?.shelter).toMatchObject({ hold: false, mirrorShare: 0.3 });
    play(run, some(100, '...'));
    expect(run.platform('nord')?.shelter.mirrorShare).toBe(0.3);
    play(run, some(100, '...'));
    expect(run.platform('nord')).toMatchObject({ shed: null, shelter: { mirrorShare: 0 } });
  });

  test('whose part had to go back before its end keeps nobody back after it', () => {
    const run = startRun(shedding(0.3), { shell: 'none' });
    run.take(fitMirror('nord', BELL));
    play(run, brownOut(30));
    const seen = (turn: number, verified: boolean) => {
      const nord = platformId('nord');
      const looked = { platform: nord, turn, verified, answers: [], detail: '' };
      run.take({ kind: 'dns-turned', at: run.at, ...looked });
    };
    run.take(fitMirror('nord', run.at, false));
    seen(1, false);
    seen(2, true);
    expect(run.platform('nord')).toMatchObject({
      shed: { share: 0.3, by: 'rule' },
      shelter: { mirrorShare: 0, verified: true },
    });
    play(run, some(200, '...'));
    expect(run.platform('nord')).toMatchObject({ degradedSince: null, shed: null });
  });

  test('sheds nobody to a mirror that is not fit, nor against a veto', () => {
    const unfit = startRun(shedding(0.3));
    play(unfit, brownOut(30));
    expect(unfit.platform('nord')?.shelter.turn).toBe(0);
    const vetoed = startRun(shedding(0.3));
    vetoed.take(fitMirror('nord', BELL));
    const by = { role: 'cellule de crise', name: 'A.' };
    const at = epochMs(BELL);
    vetoed.take({ kind: 'person-vetoed', at, platform: platformId('nord'), by, reason: 'essai' });
    play(vetoed, brownOut(30));
    expect(vetoed.platform('nord')?.shelter).toMatchObject({ mirrorShare: 0, stay: true });
  });

  test('that becomes a fall is sheltered whole, and comes back to its part', () => {
    const run = startRun(shedding(0.3));
    run.take(fitMirror('nord', BELL));
    play(run, [...brownOut(30), 'xxx', 'xxx']);
    expect(run.platform('nord')?.shelter).toMatchObject({ hold: true, mirrorShare: 1 });
    play(run, some(230, '...'));
    expect(run.platform('nord')?.shelter.mirrorShare).toBeLessThanOrEqual(0.3);
  });

  test('never keeps more rounds than its window has', () => {
    const votes = fc.constantFrom('...', 'x..', 'xx.', 'xxx', 'l..', '???', 'x?.');
    fc.assert(
      fc.property(fc.array(votes, { maxLength: 200 }), (rounds) => {
        const run = startRun(testPolicy());
        play(run, rounds);
        const { faults = [] } = run.platform('nord') ?? {};
        expect(faults.length).toBeLessThanOrEqual(30);
      }),
      { numRuns: 40 },
    );
  });
});
