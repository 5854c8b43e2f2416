// Goal: an action of an entry that this process has not heard of yet is carried out, not taken for overtaken.
// Method: the real core over one journal with two writers, as when an append was done and never answered.
import { expect, it } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import { openEngine } from '../../../app/engine.ts';
import { carryOut } from '../../../app/perform/carry-out.ts';
import type { Journal, Outbox } from '../../../app/ports.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { durationMs, epochMs, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror } from '../../fixtures/timeline.ts';

const nord = platformId('nord');

it('a turn that another writer asked for is seen in the state before it is carried out', async () => {
  const entries: JournalEntry[] = [];
  const journal: Journal = {
    head: async () => entries.at(-1) ?? null,
    append: async (entry) => void entries.push(entry),
    read: async function* (from) {
      yield* entries.filter(({ seq }) => seq >= from);
    },
  };
  const policy = testPolicy(['nord']);
  const reader = await openEngine(journal, policy, hashOf);
  const writer = await openEngine(journal, policy, hashOf);
  await writer.handle(fitMirror('nord', BELL));
  const by = { role: 'cellule de crise', name: 'A.' };
  const at = epochMs(BELL + 60_000);
  const sheltered = { kind: 'person-sheltered', at, platform: nord, by, reason: 'essai' } as const;
  const entry = await writer.handle(sheltered);
  const action = entry?.actions.find(({ kind }) => kind === 'turn-dns');
  if (entry == null || action === undefined) throw new Error('expected a turn');

  const turnsSeen: (number | undefined)[] = [];
  const clock = {
    now: () => at,
    real: () => durationMs(0),
    sleep: async () => undefined,
  };
  await carryOut(
    { outbox: { done: async () => undefined } as unknown as Outbox, clock },
    reader,
    async () => void turnsSeen.push(reader.state().platforms[nord]?.shelter.turn),
    { action, seq: entry.seq, tries: 0 },
    new AbortController().signal,
  );
  expect(turnsSeen).toEqual([1]);
});
