import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Words } from '../../../app/views/words.ts';
import { html } from '../../../web/markup/html.ts';
import { keptMarkup } from '../../../web/markup/kept-markup.ts';
import { keptWhileSame } from '../../../web/markup/kept-while-same.ts';

// Goal: what is kept is what would be written now, it is not written twice, and it does not pile up.
// Method: properties over values asked for again and again, and writers that count.

const french: Words = (key) => `fr ${key}`;
const english: Words = (key) => `en ${key}`;
const values = fc.array(
  fc.tuple(fc.constantFrom(french, english), fc.jsonValue(), fc.constantFrom(undefined, null, '')),
  { minLength: 1, maxLength: 20 },
);

describe('kept markup', () => {
  test('is what would be written now, whatever was asked for before', () => {
    const write = (words: Words, value: unknown, other: unknown) =>
      html`${words(JSON.stringify(value))} ${String(other)}`;
    const kept = keptMarkup(write);
    fc.assert(
      fc.property(values, (asked) => {
        for (const [words, value, other] of asked)
          expect(kept(words, value, other)).toEqual(write(words, value, other));
      }),
    );
  });

  test('is written once for equal values, and again for others', () => {
    let count = 0;
    const kept = keptMarkup((_words, of: { readonly name: string }) => {
      count += 1;
      return html`${of.name}`;
    });
    const ask = (name: string) => kept(french, { name }).markup;
    expect([ask('a'), ask('a'), ask('b'), ask('a')]).toEqual(['a', 'a', 'b', 'a']);
    expect(count).toBe(2);
  });

  test('is let go when it was not asked for while much else was, and what is asked for stays', () => {
    const written: number[] = [];
    const kept = keptMarkup((_words, of: number) => {
      written.push(of);
      return html`${'x'.repeat(10_000)}`;
    });
    for (let of = 0; of < 300; of += 1) {
      kept(french, 0);
      kept(french, of);
    }
    kept(french, 1);
    expect(written).toEqual([...Array(300).keys(), 1]);
  });

  test('is not kept where it is longer than all that is kept', () => {
    let count = 0;
    const kept = keptMarkup(() => {
      count += 1;
      return html`${'x'.repeat(1_000_001)}`;
    });
    kept(french);
    kept(french);
    expect(count).toBe(2);
  });
});

test('what was made last is made anew as soon as one thing is another', () => {
  const made: unknown[] = [];
  const kept = keptWhileSame((one: object, other: string | undefined) => made.push([one, other]));
  const [a, b] = [{}, {}];
  kept(a, 'x');
  expect(kept(a, 'x')).toBe(1);
  expect(kept(b, 'x')).toBe(2);
  expect(kept(b, undefined)).toBe(3);
  expect(kept(b, undefined)).toBe(3);
  expect(made).toEqual([
    [a, 'x'],
    [b, 'x'],
    [b, undefined],
  ]);
});
