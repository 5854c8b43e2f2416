// Goal: whoever else writes and whatever the disk does, the state is what the journal gives.
// Method: engines over real journals in one file, and over journals that fail on purpose.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOf } from '../../adapters/local/hash.ts';
import { openJournal } from '../../adapters/local/journal.ts';
import { openEngine } from '../../app/engine.ts';
import type { Journal } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { initialState } from '../../core/incident/initial-state.ts';
import { faultInChain } from '../../core/journal/chain.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { epochMs, platformId } from '../../core/units.ts';
import { startedAt } from '../fixtures/journal.ts';
import { testPolicy } from '../fixtures/policy.ts';
import { BELL, fitMirror, roundOf } from '../fixtures/timeline.ts';

const policy = testPolicy();
let folder = '';
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-engine-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fresh = () => join(folder, `${(files += 1)}.sqlite`);
const at = (sec: number) => epochMs(BELL + sec * 1_000);

describe('an engine', () => {
  it('writes an event down with what it decided, and nothing for an event without effect', async () => {
    const journal = openJournal(fresh());
    const engine = await openEngine(journal, policy, hashOf);
    await engine.handle(fitMirror('nord', at(0)));
    await engine.handle(roundOf('nord', at(5), '...'));
    expect(await engine.handle(roundOf('nord', at(10), '...'))).toBeNull();
    await engine.handle(roundOf('nord', at(20), 'xx.'));
    const fall = await engine.handle(roundOf('nord', at(30), 'xxx'));
    expect(fall?.actions.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['turn-dns', 'collect-signals', 'plan-notice']),
    );
    expect(await entriesOf(journal)).toHaveLength(4);
    expect(engine.head()).toEqual(fall);
    journal.close();
  });

  it('tells whom it was opened with of every entry, those that it replays first', async () => {
    const journal = openJournal(fresh());
    const before = await openEngine(journal, policy, hashOf);
    await before.handle(startedAt(at(1)));
    const told: number[] = [];
    const engine = await openEngine(journal, policy, hashOf, ({ seq }) => void told.push(seq));
    await engine.handle(startedAt(at(2)));
    expect(told).toEqual([1, 2]);
    journal.close();
  });

  it('decides on top of an entry of its own whose answer was lost', async () => {
    const kept = openJournal(fresh());
    let isLost = false;
    const journal: Journal = {
      ...kept,
      append: async (entry) => {
        await kept.append(entry);
        if (isLost) throw new PreauError('store-unavailable', 'no answer', { retryable: true });
      },
    };
    const engine = await openEngine(journal, policy, hashOf);
    await engine.handle(fitMirror('nord', at(0)));
    await engine.handle(roundOf('nord', at(10), 'xx.'));
    isLost = true;
    await expect(engine.handle(roundOf('nord', at(20), 'xxx'))).rejects.toThrow('no answer');
    isLost = false;
    const [incident] = Object.keys((await openEngine(kept, policy, hashOf)).state().incidents);
    // Of an incident that it does not know yet: it was once taken for no news, and lost.
    const counts = { recipients: 1, mails: 1, sms: 0, smsSegments: 0, unreachable: 0 };
    const plan = { ...counts, costEuros: 0, durationSec: 0 };
    const notice = `${incident}/outage/1`;
    const planned = await engine.handle({ kind: 'notice-planned', at: at(21), notice, plan });
    expect(planned?.event.kind).toBe('notice-planned');
    expect(engine.state().notices[notice]?.plan).toEqual(plan);
    expect(await entriesOf(kept)).toHaveLength(4);
    kept.close();
  });

  it('opened under another policy believes the turns that its journal holds', async () => {
    const journal = openJournal(fresh());
    const lived = await openEngine(journal, policy, hashOf);
    await lived.handle(fitMirror('nord', at(0)));
    for (const sec of [10, 20, 30, 40, 50]) await lived.handle(roundOf('nord', at(sec), '.l.'));
    for (const sec of [60, 70]) await lived.handle(roundOf('nord', at(sec), 'xxx'));
    const shelter = lived.state().platforms[platformId('nord')]?.shelter;
    expect(shelter).toMatchObject({ turn: 1, mirrorShare: 1 });
    const shedding = { ...policy, shelter: { ...policy.shelter, shedShare: 0.3 } };
    const engine = await openEngine(journal, shedding, hashOf);
    expect(engine.state().platforms[platformId('nord')]?.shelter).toEqual(shelter);
    journal.close();
  });

  it('takes events one after the other, however many come at once', async () => {
    const journal = openJournal(fresh());
    const engine = await openEngine(journal, policy, hashOf);
    const taken = await Promise.all(
      [1, 2, 3, 4, 5].map((sec) => engine.handle(startedAt(at(sec)))),
    );
    expect(taken.map((entry) => entry?.seq)).toEqual([1, 2, 3, 4, 5]);
    journal.close();
  });

  it('opened on the same journal has the same state, whatever happened', async () => {
    const votes = fc.constantFrom('...', 'x..', 'xx.', 'xxx', '?xx', '???');
    const platforms = fc.constantFrom('nord', 'sud', 'ouest', 'temoin');
    const happenings = fc.array(fc.tuple(platforms, votes), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(happenings, async (list) => {
        const journal = memoryJournal();
        const engine = await openEngine(journal, policy, hashOf);
        await engine.handle(fitMirror('nord', at(0)));
        for (const [index, [platform, seen]] of list.entries()) {
          await engine.handle(roundOf(platform, at(10 * index), seen));
          await engine.handle({ kind: 'tick', at: at(10 * index + 5) });
        }
        const again = await openEngine(journal, policy, hashOf);
        expect(again.state()).toEqual(engine.state());
        expect(again.head()).toEqual(engine.head());
      }),
      { numRuns: 50 },
    );
  });
});

describe('two engines on one journal', () => {
  it('never both win a number: the loser reads what was written and decides again', async () => {
    const path = fresh();
    const [journal, other] = [openJournal(path), openJournal(path)];
    const one = await openEngine(journal, policy, hashOf);
    const two = await openEngine(other, policy, hashOf);
    await one.handle(fitMirror('nord', at(0)));
    await one.handle(roundOf('nord', at(10), 'xxx'));
    // For the second engine this is the first bad round; for the journal it is the second.
    const entry = await two.handle(roundOf('nord', at(20), 'xxx'));
    expect(entry?.seq).toBe(3);
    expect(entry?.actions.some(({ kind }) => kind === 'turn-dns')).toBe(true);
    expect(two.state().platforms[platformId('nord')]?.standing).toBe('down');
    journal.close();
    other.close();
  });

  it('keep one unbroken chain, and one turn, when both are told everything', async () => {
    const path = fresh();
    const journals = [openJournal(path), openJournal(path)];
    const engines = await Promise.all(journals.map((one) => openEngine(one, policy, hashOf)));
    await Promise.all(engines.map((engine) => engine.handle(fitMirror('nord', at(0)))));
    for (let round = 1; round <= 6; round += 1)
      await Promise.all(
        engines.map((engine) => engine.handle(roundOf('nord', at(10 * round), 'xxx'))),
      );
    const entries = await entriesOf(journals[0] as Journal);
    expect(faults(entries)).toEqual([]);
    const turns = entries.flatMap(({ actions }) => actions.filter((a) => a.kind === 'turn-dns'));
    expect(turns).toHaveLength(1);
    for (const journal of journals) journal.close();
  });

  it('tell their listeners of every entry, also of those that the other wrote', async () => {
    const path = fresh();
    const [journal, other] = [openJournal(path), openJournal(path)];
    const one = await openEngine(journal, policy, hashOf);
    const two = await openEngine(other, policy, hashOf);
    const told: number[] = [];
    two.onEntry(({ seq }) => told.push(seq));
    await one.handle(startedAt(at(1)));
    await one.handle(startedAt(at(2)));
    await two.handle(startedAt(at(3)));
    expect(told).toEqual([1, 2, 3]);
    journal.close();
    other.close();
  });
});

describe('a disk that fails', () => {
  it('is said aloud, and nothing is decided that is not written', async () => {
    const journal = memoryJournal();
    const engine = await openEngine(journal, policy, hashOf);
    await engine.handle(fitMirror('nord', at(0)));
    await engine.handle(roundOf('nord', at(10), 'xxx'));
    const before = { state: engine.state(), head: engine.head() };
    const told: unknown[] = [];
    engine.onEntry((entry) => told.push(entry));
    journal.fail = new PreauError('store-unavailable', 'the disk is full', { retryable: true });
    await expect(engine.handle(roundOf('nord', at(20), 'xxx'))).rejects.toThrow('the disk is full');
    expect({ state: engine.state(), head: engine.head() }).toEqual(before);
    expect(told).toEqual([]);

    journal.fail = null;
    const entry = await engine.handle(roundOf('nord', at(30), 'xxx'));
    expect(entry?.actions.some(({ kind }) => kind === 'turn-dns')).toBe(true);
    expect(faults(journal.entries)).toEqual([]);
  });

  it('that always says somebody else was first is given up after a while', async () => {
    const journal = memoryJournal();
    journal.fail = new PreauError('journal-conflict', 'taken', { retryable: true });
    const engine = await openEngine(journal, policy, hashOf);
    await expect(engine.handle(startedAt(at(0)))).rejects.toMatchObject({
      code: 'journal-conflict',
    });
    expect(journal.tried).toBeLessThan(50);
    expect(engine.state()).toEqual(initialState(policy));
  });
});

/** A journal in memory that fails while it is told to. */
function memoryJournal(): Journal & { fail: Error | null; entries: JournalEntry[]; tried: number } {
  const entries: JournalEntry[] = [];
  const journal = {
    fail: null as Error | null,
    entries,
    tried: 0,
    head: async () => entries.at(-1) ?? null,
    append: async (entry: JournalEntry) => {
      journal.tried += 1;
      if (journal.fail) throw journal.fail;
      entries.push(JSON.parse(JSON.stringify(entry)) as JournalEntry);
    },
    read: async function* (fromSeq: number) {
      yield* entries.filter(({ seq }) => seq >= fromSeq);
    },
  };
  return journal;
}

async function entriesOf(journal: Journal): Promise<readonly JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for await (const entry of journal.read(1)) entries.push(entry);
  return entries;
}

const faults = (entries: readonly JournalEntry[]): readonly unknown[] =>
  entries
    .map((entry, index) => faultInChain(entries[index - 1] ?? null, entry, hashOf))
    .filter((fault) => fault !== null);
