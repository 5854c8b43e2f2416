// Goal: the first word on a cause is said by more than what was there to see as the platform fell. Method:
// a fall of three minutes' rounds, and ticks for the next hour; when signals are asked for.
import { expect, test } from 'vitest';
import type { Policy } from '../../../core/policy.ts';
import { minutes, seconds } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf, startRun } from '../../fixtures/timeline.ts';

function asked(cause: Partial<Policy['cause']>) {
  const base = testPolicy(['nord']);
  const run = startRun({ ...base, cause: { ...base.cause, ...cause } });
  run.take(fitMirror('nord', BELL));
  for (let at = BELL as number; at < BELL + minutes(60); at += seconds(10)) {
    run.take(roundOf('nord', at as typeof BELL, 'xxx', 'mirror'));
    run.take({ kind: 'tick', at: at as typeof BELL, seenAt: at as typeof BELL });
  }
  return run.actions.filter(({ action }) => action.kind === 'collect-signals');
}

/** Minutes after the bell at which signals are asked for. */
const looks = (cause: Partial<Policy['cause']>): readonly number[] =>
  asked(cause).map(({ at }) => Math.round((at - BELL) / minutes(1)));

test('the second look comes before the first word, the others from review to review', () => {
  expect(looks({ reviewMs: minutes(15), secondLookMs: minutes(8) })).toEqual([0, 8, 23, 38, 53]);
});

test('a review that is sooner is the second look', () => {
  expect(looks({ reviewMs: minutes(5), secondLookMs: minutes(8) }).slice(0, 4)).toEqual([
    0, 5, 10, 15,
  ]);
});

test('a journal of before is replayed as it was decided', () => {
  expect(looks({ reviewMs: minutes(15) }).slice(0, 3)).toEqual([0, 15, 30]);
});

test('each look has a number of its own, or it would be taken for one that was done', () => {
  const keys = asked({ reviewMs: minutes(15) }).map(({ action }) => action.key);
  expect(keys.map((key) => key.slice(key.indexOf('/')))).toEqual([
    '/signals/1',
    '/signals/2',
    '/signals/3',
    '/signals/4',
  ]);
});
