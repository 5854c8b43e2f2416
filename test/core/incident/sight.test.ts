import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../core/policy.ts';
import { epochMs, minutes } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: nothing is decided that nobody saw (P7), and one vantage alone decides nothing. Method: rounds
// of 10 s; '?' is a blind vantage; ticks that tell when the latest round was.

function beat(run: Run, votes: string, ids: readonly string[] = ['nord']): void {
  const at = epochMs(run.at + 10_000);
  run.take({ kind: 'tick', at, seenAt: at });
  for (const id of ids) run.take(roundOf(id, at, votes));
}

function play(run: Run, votes: string, count: number, ids?: readonly string[]): void {
  for (let index = 0; index < count; index += 1) beat(run, votes, ids);
}

function begin(policy: Policy = testPolicy()): Run {
  const run = startRun(policy);
  for (const id of ['nord', 'sud', 'ouest']) run.take(fitMirror(id, BELL));
  return run;
}

const share = (run: Run) => run.platform('nord')?.shelter.mirrorShare;
const shedding = (): Policy => {
  const policy = testPolicy();
  return { ...policy, shelter: { ...policy.shelter, shedShare: 0.3 } };
};
const without = (policy: Policy): Policy => ({
  ...policy,
  watch: { ...policy.watch, massWindowMs: minutes(1) },
  vantages: policy.vantages.map((vantage) => ({ ...vantage, controls: [] })),
});

describe('while nobody sees', () => {
  test('no step of the way back is taken, however good the last rounds were', () => {
    const run = begin();
    play(run, 'xxx', 2);
    play(run, '...', 5);
    play(run, '???', 400);
    expect(share(run)).toBe(1);
    play(run, '...', 2);
    expect(share(run)).toBeLessThan(1);
  });

  test('ticks alone turn nobody, neither out nor back', () => {
    const run = begin();
    play(run, 'xxx', 2);
    play(run, '...', 5);
    const seenAt = run.at;
    for (let tick = 0; tick < 4_000; tick += 1) {
      const at = epochMs(run.at + 1_000);
      run.take({ kind: 'tick', at, seenAt });
    }
    expect(share(run)).toBe(1);
  });

  test('a watcher without controls that lost its network waits for a person, for as long as it takes', () => {
    const run = begin(without(testPolicy()));
    play(run, 'xxx', 60, ['nord', 'sud', 'ouest']);
    const turned = ['nord', 'sud', 'ouest'].map((id) => run.platform(id)?.shelter.turn);
    expect(turned).toEqual([0, 0, 0]);
  });
});

describe('one vantage alone', () => {
  test('makes no brown-out, whatever it finds, also with the others blind', () => {
    for (const votes of ['x..', 'l..', 'x??']) {
      const run = begin(shedding());
      play(run, votes, 60);
      expect(run.platform('nord')).toMatchObject({ degradedSince: null, shelter: { turn: 0 } });
    }
  });

  test('that always fails writes no line for each of its rounds', () => {
    const run = begin();
    const states = new Set<unknown>();
    for (let round = 0; round < 360; round += 1) {
      beat(run, 'x..');
      states.add(run.state);
    }
    expect(states.size).toBeLessThan(90);
  });
});

describe('a brown-out', () => {
  test('of everything at once, with no control to show that the watcher sees, sheds nobody', () => {
    const run = begin(without(shedding()));
    play(run, 'll.', 30, ['nord', 'sud', 'ouest']);
    const turned = ['nord', 'sud', 'ouest'].map((id) => run.platform(id)?.shelter.turn ?? 0);
    expect(turned).toEqual([0, 0, 0]);
  });

  test('is not made of the faults of a fall that is over', () => {
    const run = begin();
    play(run, 'xxx', 30);
    play(run, '...', 4);
    beat(run, 'l..');
    expect(run.platform('nord')).toMatchObject({ standing: 'up', degradedSince: null });
  });

  test('is one task an hour, and an outage writes no line for each bad round', () => {
    const run = begin();
    const brown = ['x..', '.x.', '...', '..x', '...'];
    for (let round = 0; round < 720; round += 1) beat(run, brown[round % brown.length] ?? '...');
    expect(Object.keys(run.state.tasks).length).toBeLessThanOrEqual(3);
    const down = begin();
    play(down, 'xxx', 3);
    const before = down.state;
    const at = epochMs(down.at + 10_000);
    down.take(roundOf('nord', at, 'xxx'));
    expect(down.state).toBe(before);
  });
});

test('a limit of less than one platform still lets one turn', () => {
  const base = testPolicy();
  const run = begin({ ...base, shelter: { ...base.shelter, blastRadius: 0.1 } });
  play(run, 'xxx', 2);
  expect(share(run)).toBe(1);
});

test('nobody is sent away from a fallen platform that answers again', () => {
  const run = startRun(testPolicy());
  play(run, 'xxx', 3);
  play(run, '...', 1);
  run.take(fitMirror('nord', run.at));
  expect(share(run)).toBe(0);
});
