import { expect, test } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import type { Action } from '../../../core/incident/action.ts';
import type { Event } from '../../../core/incident/event.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import { step } from '../../../core/incident/step.ts';
import { replayUnder } from '../../../core/journal/replay-under.ts';
import { checkJournal } from '../../../core/promises/check-journal.ts';
import { epochMs, platformId } from '../../../core/units.ts';
import { chained } from '../../fixtures/journal.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf } from '../../fixtures/timeline.ts';

// Goal: a journal of the first version, whose reasons and tasks were sentences, can still be replayed.
// Method: a fall whose turn is not confirmed, with its actions and its outcome as they were written.

const policy = testPolicy();
const at = (beat: number) => epochMs(BELL + beat * 10_000);
const outcome = {
  kind: 'dns-turned',
  at: at(3),
  platform: platformId('nord'),
  turn: 1,
  verified: false,
  answers: [],
  detail: 'retenue posée, poids réglés ; réponses vues : aucune',
} as const satisfies Event;
const events: readonly Event[] = [
  fitMirror('nord', at(0)),
  roundOf('nord', at(1), 'xxx'),
  roundOf('nord', at(2), 'xxx'),
  outcome,
];

/** The actions that this version gives for each event, put as the first version put them. */
function oldEntries() {
  let state = initialState(policy);
  return chained(events, (event) => {
    const next = step(state, event, policy);
    state = next.state;
    return next.actions.map((action) => asWritten(action));
  });
}

/** What is read back is plain JSON: nothing checks its shape. */
function asWritten(action: Action): Action {
  const { kind, ...rest } = action;
  const old: unknown =
    kind === 'raise-task'
      ? { kind, key: rest.key, title: 'un titre', remedy: 'un remède' }
      : { ...action, why: 'une phrase' };
  return old as Action;
}

test('gives the state that it always gave, with its own words in the task', () => {
  const after = [...replayUnder(oldEntries(), [{ fromSeq: 1, policy }])].at(-1)?.after;
  expect(after?.platforms[platformId('nord')]?.shelter).toMatchObject({ turn: 2, mirrorShare: 1 });
  expect(Object.values(after?.tasks ?? {})).toMatchObject([
    { task: { kind: 'turn-not-confirmed', detail: outcome.detail, seen: [] } },
  ]);
});

test('is checked like any other: its chain holds, its actions are not the ones of today', () => {
  const checks = checkJournal(oldEntries(), policy, hashOf);
  const broken = checks.filter(({ held }) => !held);
  expect(broken.map(({ id }) => id)).toEqual(['P8']);
  expect(new Set(broken[0]?.said.map(({ key }) => key))).toEqual(new Set(['line-unexplained']));
});
