// Goal: what every making of the `Journal` port must keep, whoever writes and however often it is
// opened again. Method: the same suite for each; a second writer is a second opening of the store.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Journal, Outbox } from '../../app/ports.ts';
import type { Event } from '../../core/incident/event.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { epochMs } from '../../core/units.ts';
import { chained, startedAt, task } from '../fixtures/journal.ts';
import { type StoreHome, storeMakings } from './journal-homes.ts';

describe.each(storeMakings)('a journal kept in $name', ({ start, overPage }) => {
  let home: StoreHome;
  beforeAll(async () => {
    home = await start();
  });
  afterAll(() => home.stop());
  const fresh = () => home.freshJournal();
  const open = (place: string) => home.openJournal(place);
  const [first, second, third] = chained([1, 2, 3].map(startedAt), (_, index) => [
    task(String(index + 1)),
  ]) as [JournalEntry, JournalEntry, JournalEntry];

  it('is empty at first', async () => {
    const journal = open(await fresh());
    expect(await journal.head()).toBeNull();
    expect(await all(journal, 1)).toEqual([]);
    journal.close();
  });

  it('gives back what was appended, in order, from any number on, after it is opened again', async () => {
    const path = await fresh();
    const writer = open(path);
    for (const entry of [first, second, third]) await writer.append(entry);
    writer.close();
    const reader = open(path);
    expect(await all(reader, 1)).toEqual([first, second, third]);
    expect(await all(reader, 3)).toEqual([third]);
    expect(await all(reader, 4)).toEqual([]);
    expect(await reader.head()).toEqual(third);
    reader.close();
  });

  it('refuses a number that is taken, by whomever, and keeps the first', async () => {
    const path = await fresh();
    const [one, other] = [open(path), open(path)];
    await one.append(first);
    const rival = chained([startedAt(99)], () => [task('rival')])[0] as JournalEntry;
    await expect(other.append(rival)).rejects.toMatchObject({
      code: 'journal-conflict',
      retryable: true,
    });
    expect(await all(other, 1)).toEqual([first]);
    expect(await keys(other)).toEqual(['nord/task/1']);
    one.close();
    other.close();
  });

  it('puts an entry and its actions on disk together: a refused entry brings no action', async () => {
    const journal = open(await fresh());
    await journal.append(first);
    const again: JournalEntry = { ...first, actions: [task('never')] };
    await expect(journal.append(again)).rejects.toThrow('written by another process');
    expect(await keys(journal)).toEqual(['nord/task/1']);
    expect(await journal.pending()).toBe(1);
    journal.close();
  });

  it('reads more entries than one page holds', async () => {
    const journal = open(await fresh());
    const version = 'v'.repeat(overPage.characters);
    const many = chained(
      Array.from(
        { length: overPage.entries },
        (_, at): Event => ({ kind: 'home-started', at: epochMs(at), version }),
      ),
    );
    for (const entry of many) await journal.append(entry);
    const seqs = (await all(journal, 1)).map(({ seq }) => seq);
    expect(seqs).toEqual(many.map(({ seq }) => seq));
    journal.close();
  });

  it('shows a reader that began earlier what is written while it reads', async () => {
    const path = await fresh();
    const [writer, reader] = [open(path), open(path)];
    await writer.append(first);
    expect(await all(reader, 1)).toHaveLength(1);
    await writer.append(second);
    expect(await all(reader, 2)).toEqual([second]);
    writer.close();
    reader.close();
  });

  const keys = async (journal: Outbox) =>
    (await journal.due(epochMs(0), 100)).map(({ action }) => action.key);
});

async function all(journal: Journal, fromSeq: number): Promise<readonly JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for await (const entry of journal.read(fromSeq)) entries.push(entry);
  return entries;
}
