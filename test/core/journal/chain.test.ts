// Goal: one value has one text and one hash, and whatever is altered in a journal shows (P8).
// Method: random values and random journals, bent in every place.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import { canonicalJson } from '../../../core/journal/canonical-json.ts';
import { chainEntry, faultInChain } from '../../../core/journal/chain.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import type { Finding } from '../../../core/promises/finding.ts';
import { sha256 } from '../../../core/units.ts';
import { chained, startedAt, task, turnTo } from '../../fixtures/journal.ts';

describe('canonical JSON', () => {
  it('is the same for the same value, in whatever order its members were written', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'é'] })).toBe('{"a":[true,null,"é"],"b":1}');
    expect(canonicalJson({ a: [true, null, 'é'], b: 1 })).toBe('{"a":[true,null,"é"],"b":1}');
  });

  it('leaves out what JSON leaves out, and puts null where JSON does', () => {
    expect(canonicalJson({ a: undefined, b: [undefined], c: Number.NaN })).toBe(
      '{"b":[null],"c":null}',
    );
    expect(canonicalJson(undefined)).toBe('null');
  });

  it('survives being written to disk and read again, for any plain value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const again: unknown = JSON.parse(JSON.stringify(value));
        expect(canonicalJson(again)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(again);
      }),
    );
  });

  it('tells any two different values apart', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const same = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
        expect(canonicalJson(one) === canonicalJson(other)).toBe(same);
      }),
    );
  });
});

describe('a chain', () => {
  const entries = chained([1, 2, 3, 4].map(startedAt), (_, index) => [
    task(String(index)),
    turnTo(index + 1),
  ]);

  it('begins with sixty-four zeros and goes on with the hash before', () => {
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(entries.map(({ previous }) => previous)).toEqual([
      '0'.repeat(64),
      ...entries.slice(0, -1).map(({ hash }) => hash),
    ]);
    expect(faultsOf(entries)).toEqual([]);
  });

  it('shows any word that was altered, wherever it stands', () => {
    const places = entries.flatMap((entry, index) =>
      leaves(entry).map((path) => [index, path] as const),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), ([index, path]) => {
        const bent = entries.map((entry, at) => (at === index ? alter(entry, path) : entry));
        expect(faultsOf(bent)).not.toEqual([]);
      }),
    );
  });

  it.each<readonly [string, (list: readonly JournalEntry[]) => readonly JournalEntry[]]>([
    ['left out', (list) => list.filter((_, index) => index !== 1)],
    ['put in twice', ([first, ...rest]) => (first ? [first, first, ...rest] : [])],
    ['exchanged', ([one, two, ...rest]) => (one && two ? [two, one, ...rest] : [])],
    ['cut from the beginning', (list) => list.slice(1)],
  ])('shows a line that was %s', (_, change) => {
    expect(faultsOf(change(entries))).not.toEqual([]);
  });

  it('shows a line that was rewritten with a fresh hash, at the line after it', () => {
    const [first, second, ...rest] = entries as [JournalEntry, JournalEntry, ...JournalEntry[]];
    const forged = chainEntry(first, startedAt(99), second.actions, hashOf);
    expect(faultInChain(first, forged, hashOf)).toBeNull();
    expect(faultInChain(forged, rest[0] as JournalEntry, hashOf)).toMatchObject({
      key: 'line-astray',
    });
  });
});

function faultsOf(entries: readonly JournalEntry[]): readonly Finding[] {
  return entries.flatMap(
    (entry, index) => faultInChain(entries[index - 1] ?? null, entry, hashOf) ?? [],
  );
}

/** Paths to every string and number of a value. */
function leaves(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, member]) => leaves(member, [...path, key]));
}

function alter(entry: JournalEntry, path: readonly string[]): JournalEntry {
  const copy = structuredClone(entry) as unknown;
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((so, key) => (so as Record<string, unknown>)[key], copy);
  const members = holder as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  const was = members[last];
  members[last] =
    typeof was === 'number' ? was + 1 : typeof was === 'boolean' ? !was : sha256(`${String(was)}x`);
  return copy as JournalEntry;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return ['list', ...value.map(sorted)];
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return ['members', ...members.map(([key, member]) => [key, sorted(member)])];
}
