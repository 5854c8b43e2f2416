// Goal: what is counted in bounded memory is near what there was, and the same however it was split.
// Method: properties against exact counts, over streams with a few frequent and many rare items.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  againstOwnPast,
  countAddress,
  createAddressSample,
  mergeAddresses,
  requestsPerAddress,
} from '../../../../adapters/local/access-log/address-sample.ts';
import {
  CARDINALITY_REGISTERS,
  countDistinct,
  mergeDistinct,
  noteDistinct,
} from '../../../../adapters/local/access-log/cardinality.ts';
import {
  countItem,
  createFrequentItems,
  type FrequentItems,
  mergeItems,
  topItems,
} from '../../../../adapters/local/access-log/frequent-items.ts';
import { mixHash } from '../../../../adapters/local/access-log/hash-bytes.ts';
import {
  createTimeSlices,
  mergeSlices,
  sliceAt,
  type TimeSlices,
} from '../../../../adapters/local/access-log/time-slices.ts';

const NO_TEXT = new Uint8Array(0);

describe('distinct', () => {
  // Five times the standard error of 1.6 %: once in some million trials would chance alone pass it.
  test.each([1, 50, 1_000, 20_000, 300_000])('%i are counted within 8 %%', (count) => {
    const registers = new Uint8Array(CARDINALITY_REGISTERS);
    for (let item = 0; item < count; item += 1) noteDistinct(registers, mixHash(item + 1));
    expect(Math.abs(countDistinct(registers) - count)).toBeLessThanOrEqual(count * 0.08 + 0.5);
  });

  test('two halves merged are the whole, and repeats change nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.array(fc.nat()), (one, other) => {
        const of = (items: readonly number[]) => {
          const registers = new Uint8Array(CARDINALITY_REGISTERS);
          for (const item of items) noteDistinct(registers, mixHash(item));
          return registers;
        };
        const merged = of(one);
        mergeDistinct(merged, of(other));
        expect(merged).toEqual(of([...one, ...other, ...one]));
      }),
    );
  });
});

/** Most requests for few items, and a long tail. */
const stream = fc
  .array(fc.tuple(fc.nat(40), fc.nat(3_000), fc.boolean()), { maxLength: 3_000 })
  .map((items) => items.map(([often, rare, isRare]) => mixHash(isRare ? rare + 100 : often + 1)));

function frequent(items: readonly number[]): FrequentItems {
  const table = createFrequentItems(128);
  for (const item of items) countItem(table, item, NO_TEXT, 0, 0);
  return table;
}

function holdsItsBounds(table: FrequentItems, items: readonly number[]): void {
  const exact = new Map<number, number>();
  for (const item of items) exact.set(item, (exact.get(item) ?? 0) + 1);
  expect(table.size).toBeLessThanOrEqual(table.capacity);
  expect(table.error).toBeLessThanOrEqual((2 * items.length) / table.capacity + 1);
  const counted = new Map(topItems(table, table.capacity).map(({ key, count }) => [key, count]));
  for (const [item, count] of exact) {
    const estimate = counted.get(item) ?? 0;
    expect(estimate).toBeLessThanOrEqual(count);
    expect(estimate).toBeGreaterThanOrEqual(count - table.error);
  }
}

describe('frequent items', () => {
  test('no count is too high, nor too low by more than the error, which is bounded', () => {
    fc.assert(fc.property(stream, (items) => holdsItsBounds(frequent(items), items)));
  });

  test('the same of two tables that were merged', () => {
    fc.assert(
      fc.property(stream, stream, (one, other) => {
        const merged = frequent(one);
        mergeItems(merged, frequent(other));
        holdsItsBounds(merged, [...one, ...other]);
      }),
    );
  });

  test('texts stay with their items through shrinking and merging', () => {
    const table = createFrequentItems(16, 8);
    const text = (item: number) => Buffer.from(`item-${item}`);
    const count = (item: number) => {
      const bytes = text(item);
      countItem(table, mixHash(item), bytes, 0, bytes.length);
    };
    for (let round = 0; round < 40; round += 1) {
      count(1);
      count(2);
      count(100 + round);
    }
    const shown = topItems(table, 2).map((item) => item.text);
    expect(shown.toSorted()).toEqual(['item-1', 'item-2']);
  });
});

describe('addresses', () => {
  test('all are counted while they are few', () => {
    const sample = createAddressSample();
    for (let hit = 0; hit < 900; hit += 1) countAddress(sample, mixHash((hit % 300) + 1));
    expect(requestsPerAddress(sample)).toEqual(Array.from({ length: 300 }, () => 3));
  });

  test('of half a million a fair part is kept, each with all of its requests', () => {
    const sample = createAddressSample();
    for (let round = 0; round < 2; round += 1)
      for (let address = 1; address <= 500_000; address += 1)
        countAddress(sample, mixHash(address));
    const counts = requestsPerAddress(sample);
    expect(counts.length).toBeGreaterThan(4_000);
    expect(counts.length).toBeLessThanOrEqual(10_000);
    // The sample may narrow after an address was left out of it, never the other way.
    expect(new Set(counts)).toEqual(new Set([2]));
  });

  test('each is set against its own past, across samples of different width', () => {
    const [past, now] = [createAddressSample(), createAddressSample()];
    for (let address = 1; address <= 100_000; address += 1) countAddress(now, mixHash(address), 6);
    for (let address = 1; address <= 5_000; address += 1) countAddress(past, mixHash(address), 2);
    const pairs = againstOwnPast(now, past);
    expect(pairs.length).toBeGreaterThan(100);
    expect(pairs.every((pair) => pair.now === 6 && pair.past === 2)).toBe(true);
  });

  test('two samples merged are as if one had counted all', () => {
    const [one, other, whole] = [
      createAddressSample(),
      createAddressSample(),
      createAddressSample(),
    ];
    for (let address = 1; address <= 60_000; address += 1) {
      countAddress(address % 2 === 0 ? one : other, mixHash(address));
      countAddress(whole, mixHash(address));
    }
    mergeAddresses(one, other);
    expect(one.level).toBe(whole.level);
    expect(requestsPerAddress(one)).toEqual(requestsPerAddress(whole));
  });
});

describe('slices of time', () => {
  const sliced = (instants: readonly number[]): TimeSlices => {
    const slices = createTimeSlices(1);
    for (const at of instants) {
      const place = sliceAt(slices, at);
      slices.counts[place] = (slices.counts[place] ?? 0) + 1;
    }
    return slices;
  };
  const sum = ({ places, counts }: TimeSlices) =>
    [...places.values()].reduce((total, place) => total + (counts[place] ?? 0), 0);

  test('whatever the clock does, nothing is lost and memory is bounded', () => {
    const instants = Array.from({ length: 60_000 }, (_, index) => mixHash(index));
    const slices = sliced(instants);
    expect(slices.places.size).toBeLessThanOrEqual(16_384);
    expect(sum(slices)).toBe(60_000);
  });

  test('two merged are as one, though one had to be made wider', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1e9)), fc.integer({ min: 0, max: 20_000 }), (few, many) => {
        const long = Array.from({ length: many }, (_, index) => index);
        const merged = sliced(few);
        mergeSlices(merged, sliced(long));
        expect(sum(merged)).toBe(few.length + many);
        expect(merged.places.size).toBeLessThanOrEqual(16_384);
        expect(merged.widthSec).toBe(sliced([...few, ...long]).widthSec);
      }),
      { numRuns: 30 },
    );
  });
});
