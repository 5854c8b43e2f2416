// Goal: what outlives its page is the same text and does not keep the page in memory.
// Method: any text there and back; then a thousand cuttings of large texts, with the heap weighed.
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutLoose } from '../../../app/mirror/cut-loose.ts';

it('is the same text, lone surrogates and all', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(cutLoose(text)).toBe(text);
    }),
  );
  expect(cutLoose('a\ud800b')).toBe('a\ud800b');
});

it('lets the page go that it was cut from', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const before = getHeapStatistics().used_heap_size;
  const kept = Array.from({ length: 500 }, (_, index) =>
    cutLoose(String(index).repeat(50_000).slice(10, 40)),
  );
  collect();
  expect(getHeapStatistics().used_heap_size - before).toBeLessThan(10_000_000);
  expect(kept).toHaveLength(500);
});
