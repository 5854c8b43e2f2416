import type { Change } from '@aws-sdk/client-route-53';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packChanges } from '../../../adapters/aws/pack-changes.ts';

// Goal: many names turn in as few requests as Route 53 takes, and no name by halves.
// Method: properties over groups of any size, with the documented limits counted anew.

const change = (name: string, values: readonly string[]): Change => ({
  Action: 'UPSERT',
  ResourceRecordSet: {
    Name: name,
    Type: 'A',
    ResourceRecords: values.map((Value) => ({ Value })),
  },
});
const group = (names: number, values: number, letters: number) =>
  Array.from({ length: names }, (_, index) =>
    change(
      `n${index}`,
      Array.from({ length: values }, () => 'x'.repeat(letters)),
    ),
  );
const valuesOf = (request: readonly Change[]) =>
  request.flatMap(({ ResourceRecordSet }) => ResourceRecordSet?.ResourceRecords ?? []);

test('no request is over the limits, groups stay whole and in order, and none could be joined', () => {
  const groups = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 16 }), fc.nat(100)),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(
    fc.property(groups, (sizes) => {
      const asked = sizes.map(([names, values, letters]) => group(names, values, letters));
      const requests = packChanges(asked);
      expect(requests.flat()).toEqual(asked.flat());
      const starts = new Set(asked.map(([first]) => first));
      const load = (request: readonly Change[]) => {
        const values = valuesOf(request);
        const letters = values.reduce((sum, { Value }) => sum + (Value?.length ?? 0), 0);
        return { records: values.length * 2, letters: letters * 2 };
      };
      for (const [index, request] of requests.entries()) {
        expect(starts.has(request[0]!)).toBe(true);
        const { records, letters } = load(request);
        expect(records <= 1_000 && letters <= 32_000).toBe(true);
        const next = requests[index + 1];
        if (!next) continue;
        const end = next.findIndex((one, at) => at > 0 && starts.has(one));
        const joined = load([...request, ...next.slice(0, end === -1 ? undefined : end)]);
        expect(joined.records > 1_000 || joined.letters > 32_000).toBe(true);
      }
    }),
  );
});

test('five hundred pairs of one address are two requests', () => {
  const pairs = Array.from({ length: 500 }, () => group(2, 1, 10));
  expect(packChanges(pairs).map((request) => request.length)).toEqual([500, 500]);
  expect(packChanges([])).toEqual([]);
});
