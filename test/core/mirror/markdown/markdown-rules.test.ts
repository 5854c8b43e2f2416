// Goal: the small rules of teachers' Markdown: what is a list of attributes, a price, a macro.
// Method: examples of both sides of each rule; properties over any text.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeList } from '../../../../core/mirror/markdown/attribute-list.ts';
import { freeHeadingId, headingId } from '../../../../core/mirror/markdown/heading-id.ts';
import { nextFence } from '../../../../core/mirror/markdown/next-fence.ts';
import { staticLength } from '../../../../core/mirror/markdown/static-length.ts';
import { closingDollar, looksLikeTex } from '../../../../core/mirror/markdown/tex-in-text.ts';
import { unwrapMacros } from '../../../../core/mirror/markdown/unwrap-macros.ts';

describe('an attribute list', () => {
  it.each([
    [': .center', { id: null, classes: ['center'], pairs: [] }],
    ['#sec:un .x  width=80%', { id: 'sec:un', classes: ['x'], pairs: [['width', '80%']] }],
    [':target="_blank"', { id: null, classes: [], pairs: [['target', '_blank']] }],
    ['. target="_blank"', { id: null, classes: [], pairs: [['target', '_blank']] }],
    ['.a.b', { id: null, classes: ['a', 'b'], pairs: [] }],
    [':', { id: null, classes: [], pairs: [] }],
  ])('%j is one', (inside, list) => {
    expect(attributeList(inside)).toEqual(list);
  });
  it.each(['', 'k:k for k in x', '0', '1, 2', 'nom', 'x'.repeat(400), '.a {', 'f"{x}"'])(
    '%j is prose',
    (inside) => {
      expect(attributeList(inside)).toBeNull();
    },
  );
});

describe('a dollar', () => {
  it.each(['$x$', '$x^2$ et', '$10^{-7}$', '$\\$ x$', '$n$.', '$1 + 1$'])('opens %j', (text) => {
    expect(closingDollar(text, 0, 100)).toBe(text.lastIndexOf('$'));
  });
  it.each(['$ et 10 $', '$5 et $10', '$10, puis 5$ ', '$$x$$', '$x', '$x\n\ny$', '$x $'])(
    'is money or nothing in %j',
    (text) => {
      expect(closingDollar(text, 0, 100)).toBe(-1);
    },
  );
  it('after a digit is money, unless TeX follows', () => {
    expect(closingDollar('5$/mois ou 60$/an', 1, 100)).toBe(-1);
    expect(closingDollar('2$x$', 1, 100)).toBe(3);
    expect(closingDollar('2$\\times 3$', 1, 100)).toBe(10);
  });
  it('closes only within its limit', () => {
    expect(closingDollar(`$${'x'.repeat(50)}$`, 0, 49)).toBe(-1);
  });
});

it('brackets of TeX hold a formula, not a remark', () => {
  expect(looksLikeTex('x')).toBe(true);
  expect(looksLikeTex('\\frac12')).toBe(true);
  expect(looksLikeTex('voir la note')).toBe(false);
});

describe('a macro with a text in it', () => {
  it('keeps its text, with its own quotes', () => {
    expect(unwrapMacros('a\n{{ f(True,\n"""\n??? note \\"B\\"\n    c\n"""\n)\n}}\nd')).toBe(
      'a\n\n\n??? note "B"\n    c\n\n\nd',
    );
  });
  it('is found behind code that begins and ends on one line', () => {
    expect(unwrapMacros('```x = 1```\n{{ f("""a""") }}')).toBe('```x = 1```\n\na\n');
  });
  it('is left alone in code, without an end, and in a line of text', () => {
    for (const text of ['```\n{{ f("""x""") }}\n```', '{{ f("""x', 'a {{ f("""x""") }}'])
      expect(unwrapMacros(text)).toBe(text);
  });
});

describe('a fence', () => {
  it.each([
    [null, '```py', '```'],
    [null, '  ~~~~', '~~~~'],
    [null, '```x```', null],
    ['```', '````\n', null],
    ['````', '```', '````'],
    ['```', '```py', '```'],
    ['```', '~~~', '```'],
  ])('after %j and the line %j is %j', (open, line, next) => {
    expect(nextFence(open, line)).toBe(next);
  });
});

it.each([
  ['80%', '80%'],
  ['5cm', '189'],
  ['300', '300'],
  ['12.5px', '13'],
  ['0.5\\textwidth', null],
  ['-5px', null],
  ['99999', null],
])('the width %j is %j', (value, width) => {
  expect(staticLength(value)).toBe(width);
});

describe('the anchor of a heading', () => {
  it.each([
    ['1.2 Dictionnaires à clés', '12-dictionnaires-a-cles'],
    ['Été – hiver !', 'ete-hiver'],
    ['日本', '_1'],
  ])('of %j is %j, as MkDocs makes it', (title, id) => {
    expect(headingId(title)).toBe(id);
  });
  it('is never given twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'a_1', 'A', 'b', 'a_1_1', '')), (titles) => {
        const taken = new Map<string, number>();
        const ids = titles.map((title) => freeHeadingId(title, taken));
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

it('nothing of these throws', () => {
  const piece = fc.constantFrom(
    '{{',
    '}}',
    '"""',
    '\n',
    '```',
    '$',
    '\\',
    '.a',
    '#',
    '=',
    '"',
    'é',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      unwrapMacros(text);
      attributeList(text);
      closingDollar(text, 0, 50);
      headingId(text);
    }),
  );
});
