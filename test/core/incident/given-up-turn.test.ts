import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMs, minutes, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: a turn that was given up is asked for again, by time and by hand, and never in a spin.
// Method: a shell that answers nothing by itself; failures and verifications are put in by hand.

const nord = platformId('nord');
const by = { role: 'cellule de crise', name: 'A.' };

const turns = (run: Run) =>
  run.actions.flatMap(({ at, action }) => (action.kind === 'turn-dns' ? [{ at, ...action }] : []));
const headings = (run: Run) =>
  turns(run).map(({ turn, hold, mirrorShare }) => ({ turn, hold, mirrorShare }));
const tasks = (run: Run) => Object.keys(run.state.tasks);

const giveUp = (run: Run, turn: number): void =>
  run.take({
    kind: 'action-failed',
    at: run.at,
    action: `nord/turn/${turn}`,
    detail: 'l’API DNS ne répond pas',
    final: true,
  });

function settle(run: Run, turn: number, verified: boolean): void {
  const seen = { platform: nord, turn, verified, answers: [], detail: '' };
  run.take({ kind: 'dns-turned', at: run.at, ...seen });
}

function wait(run: Run, tens: number, votes = 'xxx'): void {
  for (let beat = 0; beat < tens; beat += 1) {
    const at = epochMs(run.at + 10_000);
    run.take({ kind: 'tick', at });
    run.take(roundOf('nord', at, votes, 'unknown'));
  }
}

const byHand = (run: Run, kind: 'person-sheltered' | 'person-released'): void =>
  run.take({ kind, at: run.at, platform: nord, by, reason: 'essai' });

/** Down, and its turn to the mirror given up. */
function stuck(): Run {
  const run = startRun(testPolicy(), { shell: 'none' });
  run.take(fitMirror('nord', BELL));
  wait(run, 2);
  giveUp(run, 1);
  return run;
}

const OUT = { hold: true, mirrorShare: 1 };
const FIRST_STEP = { hold: false, mirrorShare: 0.9 };

describe('a turn that was given up', () => {
  test('is an operator’s task, and is asked for again ten minutes later', () => {
    const run = stuck();
    const failedAt = run.at;
    expect(tasks(run)).toEqual(['nord/turn/1/task/failed']);
    expect(run.state.tasks['nord/turn/1/task/failed']).toMatchObject({
      platform: nord,
      task: { kind: 'turn-given-up', turn: 1, detail: 'l’API DNS ne répond pas' },
    });
    wait(run, 59);
    expect(turns(run)).toHaveLength(1);
    wait(run, 1);
    expect(headings(run)).toEqual([
      { turn: 1, ...OUT },
      { turn: 2, ...OUT },
    ]);
    expect(turns(run).at(-1)?.at).toBe(failedAt + minutes(10));
  });

  test('is asked for once: the new one is waited for, however long', () => {
    const run = stuck();
    wait(run, 200);
    expect(turns(run)).toHaveLength(2);
    giveUp(run, 2);
    wait(run, 60);
    expect(turns(run).map(({ turn }) => turn)).toEqual([1, 2, 3]);
  });

  test('and was done all the same is not asked for again', () => {
    const run = stuck();
    settle(run, 1, true);
    wait(run, 120);
    expect(turns(run)).toHaveLength(1);
    expect(run.platform('nord')?.shelter.verified).toBe(true);
  });

  test('comes back in the end: asked again, verified, and the way back begins', () => {
    const run = stuck();
    wait(run, 60);
    settle(run, 2, true);
    wait(run, 200, '...');
    expect(headings(run).at(-1)).toEqual({ turn: 3, ...FIRST_STEP });
    giveUp(run, 3);
    wait(run, 60, '...');
    expect(headings(run).at(-1)).toEqual({ turn: 4, ...FIRST_STEP });
    settle(run, 4, true);
    wait(run, 13, '...');
    expect(headings(run).at(-1)).toEqual({ turn: 5, hold: false, mirrorShare: 0.5 });
  });

  test('is not asked for again while its mirror is unfit (P1), and is once it is fit', () => {
    const run = stuck();
    run.take(fitMirror('nord', run.at, false));
    wait(run, 100);
    expect(turns(run)).toHaveLength(1);
    run.take(fitMirror('nord', run.at));
    wait(run, 1);
    expect(turns(run)).toHaveLength(2);
  });

  test('changes nothing but its task when a later one has overtaken it', () => {
    const run = startRun(testPolicy(), { shell: 'none' });
    run.take(fitMirror('nord', BELL));
    byHand(run, 'person-sheltered');
    byHand(run, 'person-released');
    settle(run, 2, true);
    const { shelter } = run.platform('nord') ?? {};
    giveUp(run, 1);
    expect(run.platform('nord')?.shelter).toBe(shelter);
    expect(tasks(run)).toEqual(['nord/turn/1/task/failed']);
    expect(run.state.tasks['nord/turn/1/task/failed']?.task.kind).toBe('action-failed');
  });

  test('gives at most one new turn in ten minutes, however often it fails', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 30 }), (pauses) => {
        const run = stuck();
        for (const tens of pauses) {
          wait(run, tens);
          giveUp(run, turns(run).length);
        }
        const times = turns(run).map(({ at }) => at);
        for (const [index, at] of times.entries()) {
          const before = times[index - 1];
          expect(before === undefined || at - before >= minutes(10)).toBe(true);
        }
        wait(run, 60);
        expect(run.at - (turns(run).at(-1)?.at ?? 0)).toBeLessThanOrEqual(minutes(10));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a hand on a turn that is not verified', () => {
  test('shelters anew', () => {
    const run = stuck();
    byHand(run, 'person-sheltered');
    expect(headings(run).at(-1)).toEqual({ turn: 2, ...OUT });
    expect(run.platform('nord')?.heldByPerson).toBe(true);
    settle(run, 2, true);
    byHand(run, 'person-sheltered');
    expect(turns(run)).toHaveLength(2);
  });

  test('does not shelter anew at a mirror that is unfit (P1), and says why', () => {
    const run = stuck();
    run.take(fitMirror('nord', run.at, false));
    byHand(run, 'person-sheltered');
    expect(turns(run)).toHaveLength(1);
    expect(tasks(run)).toContainEqual(expect.stringContaining('/task/mirror-unfit'));
  });

  test('releases at any share', () => {
    const run = startRun(testPolicy(), { shell: 'none' });
    run.take(fitMirror('nord', BELL));
    byHand(run, 'person-sheltered');
    giveUp(run, 1);
    byHand(run, 'person-released');
    giveUp(run, 2);
    byHand(run, 'person-released');
    expect(headings(run)).toEqual([
      { turn: 1, ...OUT },
      { turn: 2, ...FIRST_STEP },
      { turn: 3, ...FIRST_STEP },
    ]);
    settle(run, 3, true);
    byHand(run, 'person-released');
    expect(turns(run)).toHaveLength(3);
  });

  test('releases what was asked to be all at the origin, and was not seen there', () => {
    const base = testPolicy();
    const shelter = { ...base.shelter, originShares: [1] };
    const run = startRun({ ...base, shelter }, { shell: 'none' });
    run.take(fitMirror('nord', BELL));
    byHand(run, 'person-sheltered');
    byHand(run, 'person-released');
    giveUp(run, 2);
    byHand(run, 'person-released');
    expect(headings(run).slice(1)).toEqual([
      { turn: 2, hold: false, mirrorShare: 0 },
      { turn: 3, hold: false, mirrorShare: 0 },
    ]);
    settle(run, 3, true);
    byHand(run, 'person-released');
    expect(turns(run)).toHaveLength(3);
  });
});
