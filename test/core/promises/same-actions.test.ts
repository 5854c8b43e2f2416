// Goal: P8 compares what was decided, and not how a version wrote it down. Method: one action, its facts
// turned about, and each of them changed.
import { expect, test } from 'vitest';
import type { Action } from '../../../core/incident/action.ts';
import type { Event } from '../../../core/incident/event.ts';
import { sameActions } from '../../../core/promises/same-actions.ts';
import { epochMs, platformId } from '../../../core/units.ts';

const tick: Event = { kind: 'tick', at: epochMs(0) };
const raised: Action = {
  kind: 'raise-task',
  key: 'ent/task/1',
  task: { kind: 'share-refused', because: 'down' },
  platform: platformId('ent'),
};
const turnedAbout = (value: object): object =>
  Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, typeof member === 'object' ? turnedAbout(member) : member]),
  );

test('an action whose facts a version wrote in another order is the same', () => {
  const held = turnedAbout(raised) as Action;
  expect(JSON.stringify(held)).not.toBe(JSON.stringify(raised));
  expect(sameActions([raised], [held], tick)).toBe(true);
});

test('one with another fact, one more and one less are not', () => {
  expect(sameActions([raised], [{ ...raised, key: 'ent/task/2' }], tick)).toBe(false);
  expect(sameActions([raised], [raised, raised], tick)).toBe(false);
  expect(sameActions([raised], [], tick)).toBe(false);
});
