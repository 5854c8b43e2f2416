import { describe, expect, test } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import type { Action } from '../../../core/incident/action.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import { step } from '../../../core/incident/step.ts';
import { checkJournal } from '../../../core/promises/check-journal.ts';
import { epochMs } from '../../../core/units.ts';
import { chained } from '../../fixtures/journal.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf } from '../../fixtures/timeline.ts';

// Goal: a fall written when a turn counted its blind vantages too is still explained (P8), and no other
// number is. Method: one fall by two of three vantages, with its turn rewritten and chained anew.

const policy = testPolicy();
const at = (beat: number) => epochMs(BELL + beat * 10_000);

/** P8 of a fall by `votes`, whose turn was written as `rewrite` has it. */
function explains(votes: string, rewrite: (action: Action) => unknown): boolean | undefined {
  let state = initialState(policy);
  const events = [fitMirror('nord', at(0)), ...[1, 2].map((n) => roundOf('nord', at(n), votes))];
  const entries = chained(events, (event) => {
    const next = step(state, event, policy);
    state = next.state;
    // What is read back is plain JSON: nothing checks its shape.
    return next.actions.map((action) => rewrite(action) as Action);
  });
  expect(entries.flatMap(({ actions }) => actions).map(({ kind }) => kind)).toContain('turn-dns');
  return checkJournal(entries, policy, hashOf).find(({ id }) => id === 'P8')?.held;
}

const saying =
  (why: object, more: object = {}) =>
  (action: Action): unknown =>
    action.kind === 'turn-dns' ? { ...action, why: { ...action.why, ...why }, ...more } : action;

describe('a fall with one vantage blind', () => {
  test('is explained whether its turn counts those that voted or, as before, all', () => {
    expect(explains('xx?', (action) => action)).toBe(true);
    expect(explains('xx?', saying({ of: 3 }))).toBe(true);
  });

  test.each([0, 1, 4, '3', null])('is not explained by a turn that counts %j', (of) => {
    expect(explains('xx?', saying({ of }))).toBe(false);
  });

  test('is not explained by a turn that counts as before and says something else besides', () => {
    expect(explains('xx?', saying({ of: 3, against: 3 }))).toBe(false);
    expect(explains('xx?', saying({ of: 3, kind: 'fell-again' }))).toBe(false);
    expect(explains('xx?', saying({ of: 3 }, { mirrorShare: 0.5 }))).toBe(false);
    expect(explains('xx?', saying({ of: 3 }, { key: 'nord/turn/7' }))).toBe(false);
  });

  test('is counted as before over all that the round names, and by nothing else', () => {
    expect(explains('xx??', saying({ of: 4 }))).toBe(true);
    expect(explains('xx??', saying({ of: 3 }))).toBe(false);
  });
});

test('where every vantage saw there is one count', () => {
  expect(explains('xx.', (action) => action)).toBe(true);
  expect(explains('xx.', saying({ of: 2 }))).toBe(false);
});
