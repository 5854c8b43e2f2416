import { expect, test } from 'vitest';
import { createChangeLog } from '../../../../adapters/local/rfc2136/change-log.ts';
import { platformId } from '../../../../core/units.ts';

// Goal: an id that the journal kept is never taken for a batch of another process.
// Method: two logs, as two processes one after the other have them.

const nord = platformId('nord');
const out = { platform: nord, side: 'mirror' } as const;
const back = { platform: nord, side: 'origin' } as const;

test('a process knows its own batches: the last by what it left, those before it as overtaken', () => {
  const log = createChangeLog();
  const [first, second] = [log.add(out), log.add(back)];
  expect(first).not.toBe(second);
  expect(log.find(first)).toBeNull();
  expect(log.find(second)).toEqual(back);
});

test('and none of another process, though it has as many of its own', () => {
  const [before, after] = [createChangeLog(), createChangeLog()];
  const kept = before.add(out);
  after.add(back);
  after.add(back);
  expect(() => after.find(kept)).toThrow('Expected a change of this process');
});
