// Goal: a document is cut into the records that JSON.parse finds in it, wherever its text is parted,
// and what is no JSON is refused. Method: properties over any JSON, cut at any places.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createJsonCutter } from '../../../adapters/local/schools-json-cutter.ts';

function cut(pieces: readonly string[]) {
  const records: unknown[] = [];
  let announced = 0;
  const cutter = createJsonCutter({
    record: (value) => records.push(value),
    announced: (count) => {
      announced = count;
    },
  });
  for (const piece of pieces) cutter.take(piece);
  cutter.end();
  return { records, announced };
}

/** A text in pieces, parted at some places. */
function parted(text: string, places: readonly number[]): readonly string[] {
  const at = [0, ...places.map((place) => place % (text.length + 1)), text.length].toSorted(
    (one, other) => one - other,
  );
  return at.slice(1).map((end, index) => text.slice(at[index], end));
}

const places = fc.array(fc.nat(), { maxLength: 12 });
const spaces = fc.constantFrom(undefined, 1, '\t');
/** Texts that could be taken for the frame. */
const tricky = fc
  .array(fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', 'é', '\n', '\u2028'))
  .map((signs) => signs.join(''));
const value = fc.oneof(tricky, fc.jsonValue({ maxDepth: 4 }));

test('an array gives its elements, wherever it is parted', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 8 }), spaces, places, (all, space, at) => {
      const text = JSON.stringify(all, null, space);
      expect(cut(parted(text, at)).records).toEqual(JSON.parse(text));
    }),
  );
});

test('a record is whole, whatever in it looks like its end', () => {
  const looks = fc.constantFrom('},{', '} , {', '}]', '"},{"', '{', '[{"a":{}},{}]');
  const record = fc.record({
    a: looks,
    b: fc.array(fc.dictionary(looks, value, { maxKeys: 2 }), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(
      fc.array(fc.oneof(record, value), { maxLength: 5 }),
      spaces,
      places,
      (all, space, at) => {
        const text = JSON.stringify(all, null, space);
        expect(cut(parted(text, at)).records).toEqual(JSON.parse(text));
      },
    ),
  );
});

test('an answer gives the elements of its lists and its number, among whatever else', () => {
  const lists = fc.constantFrom('records', 'results', 'features');
  const others = fc.dictionary(
    tricky.map((key) => `x${key}`),
    value,
    { maxKeys: 4 },
  );
  fc.assert(
    fc.property(
      lists,
      fc.array(value, { maxLength: 5 }),
      others,
      fc.nat(),
      places,
      (list, all, more, count, at) => {
        const text = JSON.stringify({ nhits: count, ...more, [list]: all, last: null });
        const found = cut(parted(`${text}\n${text} `, at));
        expect(found).toEqual({
          records: JSON.parse(JSON.stringify([...all, ...all])),
          announced: count,
        });
      },
    ),
  );
});

test('what JSON.parse refuses is refused, and nothing else', () => {
  const signs = fc.constantFrom(...Array.from('[]{}",:1e- \\ntrue'), 'null', '"a"', '[]', '{}');
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 12 }), places, (parts, at) => {
      const text = `[${parts.join('')}]`;
      const isJson = parses(text);
      const isCut = succeeds(() => cut(parted(text, at)));
      // Several documents, one after the other, are refused by JSON.parse alone.
      fc.pre(isJson || !/[\]}]\s*[[{]/u.test(text));
      expect(isCut).toBe(isJson);
    }),
    { numRuns: 2_000 },
  );
});

const parses = (text: string): boolean => succeeds(() => JSON.parse(text) as unknown);

function succeeds(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

describe('refused', () => {
  test.each([
    ['a document without its end', '[{"a":1}'],
    ['a text without its end', '["a'],
    ['no comma', '[{"a":1} {"b":2}]'],
    ['a comma too many', '[1,]'],
    ['a comma too many in an answer', '{"results":[],}'],
    ['a key that is no text', '{1:2}'],
    ['no colon', '{"results" []}'],
    ['brackets of two kinds', '[{"a":1]]'],
    ['a text in place of a document', '"a"'],
    ['something after it', '[1] x'],
  ])('%s', (_name, text) => {
    expect(() => cut([text])).toThrow(SyntaxError);
    expect(() => cut(Array.from(text))).toThrow(SyntaxError);
  });
});
