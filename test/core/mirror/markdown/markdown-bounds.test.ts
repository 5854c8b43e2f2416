// Goal: the small rules of teachers' Markdown turn where they say, and touch nothing beside it.
// Method: tables, each text beside one that differs by a sign.
import { describe, expect, it } from 'vitest';
import { holdsMacros } from '../../../../core/mirror/macros.ts';
import { attributeList } from '../../../../core/mirror/markdown/attribute-list.ts';
import { firstHeading } from '../../../../core/mirror/markdown/first-heading.ts';
import { freeHeadingId } from '../../../../core/mirror/markdown/heading-id.ts';
import { nextFence } from '../../../../core/mirror/markdown/next-fence.ts';
import { staticLength } from '../../../../core/mirror/markdown/static-length.ts';
import { closingDollar } from '../../../../core/mirror/markdown/tex-in-text.ts';
import { unwrapMacros } from '../../../../core/mirror/markdown/unwrap-macros.ts';

describe('an attribute list', () => {
  const list = (over: object) => ({ id: null, classes: [], pairs: [], ...over });
  it.each([
    [
      `k='b "c"' L="d 'e'"`,
      list({
        pairs: [
          ['k', 'b "c"'],
          ['l', `d 'e'`],
        ],
      }),
    ],
    [
      `k='' l=""`,
      list({
        pairs: [
          ['k', ''],
          ['l', ''],
        ],
      }),
    ],
    [' .a ', list({ classes: ['a'] })],
    [': ', list({})],
    [' ', null],
    [' :', null],
    [`.${'a'.repeat(299)}`, list({ classes: ['a'.repeat(299)] })],
    [`.${'a'.repeat(300)}`, null],
  ])('%j is %j', (inside, expected) => {
    expect(attributeList(inside)).toEqual(expected);
  });
});

describe('a dollar', () => {
  it.each([
    ['$ x$', 0, -1],
    ['a$ x$', 1, -1],
    ['$x y$', 0, 4],
    ['$x 1$', 0, 4],
    ['$12$', 0, 3],
    ['$x\ny$', 0, 4],
    ['$xy\n\nz$', 0, -1],
    ['$1 2$', 0, -1],
    ['$1 -2$', 0, 5],
    ['2$xy$', 1, 4],
    ['2$xyz$', 1, -1],
    ['2$1x$', 1, -1],
    ['2$x1$', 1, -1],
    ['$x$5', 0, -1],
    ['$x\t$', 0, -1],
  ])('of %j at %i is closed at %i', (text, from, expected) => {
    expect(closingDollar(text, from, 100)).toBe(expected);
  });
  it('is closed within its limit', () => {
    const formula = `ab$${'x'.repeat(50)}$`;
    expect([49, 50].map((limit) => closingDollar(formula, 2, limit))).toEqual([-1, 53]);
  });
});

describe('a macro', () => {
  it.each([
    [' \t{{ f("""a""") }} b', '\na\n b'],
    ['x{{ f("""a""") }}', 'x{{ f("""a""") }}'],
    ['"""\n{{ a }}', '"""\n{{ a }}'],
    ['{{ a }} """b""" }}', '{{ a }} """b""" }}'],
    ['{{ f("""a""", "b") }}', '{{ f("""a""", "b") }}'],
    ['{{ f("""a"""', '{{ f("""a"""'],
    ['{{ f("""a\\\\b\\"c""") }}\nd', '\na\\b"c\n\nd'],
    [`{{ f("""a"""${' '.repeat(200)}}}`, '\na\n'],
    [`{{ f("""a"""${' '.repeat(201)}}}`, `{{ f("""a"""${' '.repeat(201)}}}`],
  ])('%j becomes %j', (text, unwrapped) => {
    expect(unwrapMacros(text)).toBe(unwrapped);
  });
  it('is unwrapped up to 20,000 characters', () => {
    const macro = (length: number) => `{{"""${'a'.repeat(length - 10)}"""}}`;
    expect(unwrapMacros(macro(20_000))).toMatch(/^\na+\n$/);
    expect(unwrapMacros(macro(20_001))).toBe(macro(20_001));
  });
});

it.each([
  ['```', 'x```', '```'],
  ['```', ' \t``` \t', null],
  ['```', '```x', '```'],
  ['~~~', '~~~~\r\n', null],
  ['~~~~', '~~~', '~~~~'],
  [null, '~~', null],
])('after the fence %j the line %j leaves %j', (open, line, next) => {
  expect(nextFence(open, line)).toBe(next);
});

it.each([
  ['3pt', '4'],
  ['10mm', '38'],
  ['1in', '96'],
  ['2em', '32'],
  ['1.2345cm', '47'],
  ['0.1px', '1'],
  ['1.23456cm', null],
  ['1.5%', '1.5%'],
  ['', null],
  ['px', null],
])('the width %j is %j', (value, width) => {
  expect(staticLength(value)).toBe(width);
});

it('anchors are counted where they are taken', () => {
  const taken = new Map<string, number>();
  const given = ['a', 'a', 'a', 'a_1', 'b', 'a_1'].map((title) => freeHeadingId(title, taken));
  expect(given).toEqual(['a', 'a_1', 'a_2', 'a_1_1', 'b', 'a_1_2']);
});

it('a heading is read up to its 2,000th letter, braces included', () => {
  expect(firstHeading(`# a {${'x'.repeat(1_900)}}`)).toBe('a');
  expect(firstHeading(`# a {${'x'.repeat(2_000)}}`)).toHaveLength(300);
});

it('an office file with macros is known by each of its parts', () => {
  const bytes = (text: string) => new TextEncoder().encode(`PK${text}x`);
  const wide = Array.from('_VBA_PROJECT').join('\0');
  for (const name of [
    'vbaProject.bin',
    'Basic/script-l',
    'Scripts/python/',
    'Scripts/javascript/',
    wide,
  ]) {
    expect(holdsMacros(bytes(name))).toBe(true);
    expect(holdsMacros(bytes(name.slice(0, -1)))).toBe(false);
    expect(holdsMacros(bytes(name.slice(1)))).toBe(false);
  }
});
