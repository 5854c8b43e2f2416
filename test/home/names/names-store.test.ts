// Goal: what checks hear is kept without a write for each word of it. Method: a store in a folder of its
// own, with timers that the test turns.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { namesStore, type SavedNames } from '../../../home/names/names-store.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preau-names-store-'));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

const withVerdict = (up: boolean): SavedNames => ({
  serial: 1,
  records: [],
  specNames: [],
  verdicts: { ent: up },
  disabled: [],
  inverted: [],
  created: [],
  updates: {},
  changes: [],
});

test('five hundred verdicts in a mass outage are written once', async () => {
  const store = namesStore(folder);
  let made = 0;
  for (let heard = 1; heard <= 500; heard += 1)
    store.saveSoon(() => {
      made += 1;
      return withVerdict(heard % 2 === 0);
    });
  expect(made).toBe(0);
  vi.advanceTimersByTime(250);
  await store.close(() => withVerdict(false));
  expect(made).toBe(1);
  expect((await store.load())?.verdicts).toEqual({ ent: false });
});

test('a verdict that waits is written when the name server ends', async () => {
  const store = namesStore(folder);
  store.saveSoon(() => withVerdict(true));
  await store.close(() => withVerdict(true));
  expect(await readFile(join(folder, 'model.json'), 'utf8')).toContain('"ent":true');
});
