import { describe, expect, it } from 'vitest';
import type { Journal, Observations } from '../../../app/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { epochMs, platformId, vantageId } from '../../../core/units.ts';
import type { Observation } from '../../../core/watch/observation.ts';
import { healthBook } from '../../../home/health/health-book.ts';

// Goal: a home knows what its journal does not take, where its page was written, and which
// certificates were shown. Method: ports that refuse on demand, a clock that is moved by hand.

function aBook() {
  let now = 1_000;
  let refused: Error | null = null;
  const book = healthBook({ now: () => epochMs(now) });
  const append = async (): Promise<void> => {
    if (refused !== null) throw refused;
  };
  const ports = book.over({
    journal: { append } as unknown as Journal,
    observations: { add: async () => undefined } as unknown as Observations,
  });
  const write = () => ports.journal.append({} as JournalEntry).catch(() => undefined);
  return {
    book,
    ports,
    tryAt: async (at: number, error: Error | null) => {
      now = at;
      refused = error;
      await write();
      return book.unwrittenSince();
    },
    at: (at: number) => {
      now = at;
      return book.unwrittenSince();
    },
  };
}

const full = new PreauError('store-unavailable', 'the disk is full', { retryable: true });

describe('the journal', () => {
  it('lags from its first refusal until it takes an entry again', async () => {
    const { tryAt } = aBook();
    expect(await tryAt(1_000, null)).toBeNull();
    expect(await tryAt(2_000, full)).toBe(2_000);
    expect(await tryAt(60_000, full)).toBe(2_000);
    expect(await tryAt(61_000, null)).toBeNull();
  });

  it('does not lag for a number that another writer took', async () => {
    const { tryAt } = aBook();
    expect(await tryAt(1_000, new PreauError('journal-conflict', 'taken'))).toBeNull();
  });

  it('does not lag for ever for one event that nobody repeats', async () => {
    const { tryAt, at } = aBook();
    await tryAt(1_000, full);
    expect(at(61_000)).toBe(1_000);
    expect(at(61_001)).toBeNull();
    expect(await tryAt(90_000, full)).toBe(90_000);
  });

  it('still refuses whoever writes', async () => {
    const { ports, tryAt } = aBook();
    await tryAt(1_000, full);
    await expect(ports.journal.append({} as JournalEntry)).rejects.toBe(full);
  });
});

it('knows each host of the page, written or not', () => {
  const { book, at } = aBook();
  at(5_000);
  book.pageWritten('/a');
  expect(book.pages(['/a', '/b'])).toEqual([
    { host: '/a', writtenAt: 5_000 },
    { host: '/b', writtenAt: null },
  ]);
});

it('keeps the latest certificate of each origin and mirror', async () => {
  const { book, ports } = aBook();
  const seen = (target: 'origin' | 'mirror', notAfter?: number) =>
    ({
      platform: platformId('ent'),
      vantage: vantageId('v'),
      target,
      ...(notAfter && { certificateNotAfter: notAfter }),
    }) as Observation;
  await ports.observations.add([seen('origin', 100), seen('mirror', 50), seen('origin')]);
  await ports.observations.add([seen('origin', 300)]);
  expect(book.certificates()).toEqual([
    { platform: 'ent', whose: 'origin', endsAt: 300 },
    { platform: 'ent', whose: 'mirror', endsAt: 50 },
  ]);
});

it('knows when the latest round ended, and when it began before the first', () => {
  const { book } = aBook();
  expect(book.roundEndedAt()).toBe(1_000);
  book.roundEnded(epochMs(7_000));
  expect(book.roundEndedAt()).toBe(7_000);
});
