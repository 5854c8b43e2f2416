// Goal: roles, drawings, formulas and styles keep what draws or tells, and nothing that loads, runs or covers.
// Method: tables of names and of values at their bounds.
import { describe, expect, it } from 'vitest';
import { keepsAria } from '../../../core/mirror/aria-policy.ts';
import {
  cleanDrawingAttribute,
  DRAWING_ATTRIBUTES,
  DRAWING_ELEMENTS,
  isDrawingElement,
} from '../../../core/mirror/drawing-policy.ts';
import { isMathElement, keepsMathAttribute } from '../../../core/mirror/math-policy.ts';
import { cleanStyleAttribute } from '../../../core/mirror/style-policy.ts';

describe('what is told to those who cannot see', () => {
  const ROLES =
    'doc-abstract doc-bibliography doc-chapter doc-conclusion doc-endnotes doc-example doc-footnote doc-introduction doc-tip figure group img math none note presentation';
  const NAMED =
    'a article aside audio details figure h1 h2 h3 h4 h5 h6 img math nav ol section table ul';

  it.each(ROLES.split(' '))('the role %s stays, but on no link and no title', (role) => {
    expect(
      ['p', 'h7', 'xh1', 'h1x', 'abbr'].map((name) => keepsAria(name, 'role', role)),
    ).not.toContain(false);
    expect(['a', 'h1', 'h6'].map((name) => keepsAria(name, 'role', role))).not.toContain(true);
  });

  it.each(['button', 'tab', 'main', ''])('the role %j goes', (role) => {
    expect(keepsAria('p', 'role', role)).toBe(false);
  });

  it.each(NAMED.split(' '))('%s may have a name', (element) => {
    for (const name of ['aria-label', 'aria-labelledby', 'aria-describedby'])
      expect(keepsAria(element, name, 'x')).toBe(true);
    expect(keepsAria(element, 'aria-live', 'x')).toBe(false);
  });

  it('nothing else may, and only what is for the eye alone is hidden', () => {
    for (const name of ['aria-label', 'aria-labelledby', 'aria-describedby'])
      expect(['p', 'span', ''].map((element) => keepsAria(element, name, 'x'))).not.toContain(true);
    expect(['b', 'i', 'span'].map((name) => keepsAria(name, 'aria-hidden', 'true'))).not.toContain(
      false,
    );
    expect(['a', 'p', ''].map((name) => keepsAria(name, 'aria-hidden', 'true'))).not.toContain(
      true,
    );
    expect(keepsAria('b', 'aria-hidden', 'false')).toBe(false);
  });
});

describe('a drawing', () => {
  const clean = (name: string, value: string, element = 'rect') =>
    cleanDrawingAttribute(element, name, value);

  it('is made of shapes, text, paint and filters', () => {
    expect([...DRAWING_ELEMENTS].toSorted()).toEqual(
      'circle clipPath defs desc ellipse feBlend feColorMatrix feComposite feFlood feGaussianBlur feMerge feMergeNode feOffset filter g image line linearGradient marker mask path pattern polygon polyline radialGradient rect stop svg switch symbol text textPath title tspan use'.split(
        ' ',
      ),
    );
    expect(DRAWING_ELEMENTS.every(isDrawingElement)).toBe(true);
    for (const name of ['script', 'foreignObject', 'animate', 'set', 'style', 'a', ''])
      expect(isDrawingElement(name)).toBe(false);
  });

  it('keeps the attributes of its list, and the families that have a star there', () => {
    expect(DRAWING_ATTRIBUTES).toContain('viewBox');
    expect(DRAWING_ATTRIBUTES.at(0)).toBe('id');
    expect(DRAWING_ATTRIBUTES.at(-1)).toBe('xml:space');
    const kept =
      'id x1 viewBox stdDeviation aria-label fill-opacity stroke-line-join stop-color xml:space';
    for (const name of kept.split(' ')) expect(clean(name, '1')).toBe('1');
    for (const name of 'onload x-y fillx-y Fill-a fill-A fill- -fill font 1fill-a fill-1 fill-aB href- xlink'.split(
      ' ',
    ))
      expect(clean(name, '1')).toBeNull();
    expect(clean('fill', '')).toBeNull();
  });

  it.each([
    ['href', 'rect', '#a', true],
    ['xlink:href', 'use', '#a.b:c-d_9', true],
    ['href', 'use', '#', false],
    ['href', 'use', 'x#a', false],
    ['href', 'use', '#a b', false],
    ['href', 'image', 'data:image/png;base64,AAAA', true],
    ['xlink:href', 'image', 'data:image/jpeg;base64,A+/=\n A', true],
    ['href', 'image', 'data:image/jpg;base64,', true],
    ['href', 'image', 'data:image/gif;base64,AA', true],
    ['href', 'image', 'data:image/webp;base64,AA', true],
    ['href', 'use', 'data:image/png;base64,AAAA', false],
    ['href', 'image', 'data:image/svg+xml;base64,AAAA', false],
    ['href', 'image', ' data:image/png;base64,AAAA', false],
    ['href', 'image', 'data:image/png;base64,AAAA"', false],
    ['href', 'image', 'https://x.example/a.png', false],
  ])('%s of %s as %j: %s', (name, element, value, stays) => {
    expect(clean(name, value, element)).toBe(stays ? value : null);
  });

  it.each([
    ['url(#a)', true],
    ['URL( "#a-b.c:d" )', true],
    ["url('#a')", true],
    ['url(#a) url(#b)', true],
    ['red', true],
    ['url(x)', false],
    ['url (x)', false],
    ['url(#a) url(http://x)', false],
    ['url(#)', false],
    ['image (x)', false],
    ['IMAGE(x)', false],
    ['image-set(x)', false],
    ['src (x)', false],
    ['src(x)', false],
    ['expression(1)', false],
    ['javascript:1', false],
    ['@import x', false],
    ['\\75 rl', false],
    ['uurl(#a)rl(x)', false],
  ])('a paint of %j stays: %s', (value, stays) => {
    expect(clean('fill', value)).toBe(stays ? value : null);
    expect(clean('style', `fill:${value}`)).toBe(stays ? `fill:${value}` : null);
  });

  it.each([
    [' fill : red ;; stroke-width:2 ', 'fill : red;stroke-width:2'],
    ['Fill:red', null],
    ['fill', null],
    ['viewBox:1', null],
    ['1fill:red', null],
    ['behavior:x;fill:red', 'fill:red'],
    ['fill:red:blue', 'fill:red:blue'],
    [`fill:${'a'.repeat(3_995)}`, `fill:${'a'.repeat(3_995)}`],
    [`fill:${'a'.repeat(3_996)}`, `fill:${'a'.repeat(3_995)}`],
  ])('a style %j becomes %j', (style, kept) => {
    expect(clean('style', style)).toBe(kept);
  });
});

describe('a formula', () => {
  it.each(
    '2em .5em +.5em -.5em +2em -2em 0.5em 29.999999em 100% 100 1.5width 0.1height -0.5depth 5mu 5px 5pt 5ex #fff #12345678 center RIGHT'.split(
      ' ',
    ),
  )('may say %s', (value) => {
    expect(keepsMathAttribute('width', value)).toBe(true);
    expect(keepsMathAttribute('href', value)).toBe(false);
  });

  it.each([
    '30em',
    '-10em',
    '101%',
    '1.1234567em',
    '1em;',
    'x1em',
    '#ff',
    '#123456789',
    '#ggg',
    'a'.repeat(25),
    '1em 2',
    '1em  left',
    `left${' left'.repeat(9)}`,
    `left ${'a'.repeat(11)}`,
    'url(x)',
    '+-1em',
  ])('may not say %s', (value) => {
    expect(keepsMathAttribute('width', value)).toBe(false);
  });

  it('is of elements that draw', () => {
    expect(['math', 'mi', 'semantics'].every(isMathElement)).toBe(true);
    expect(['maction', 'annotation', 'p', ''].some(isMathElement)).toBe(false);
    expect(keepsMathAttribute('width', `left${' left'.repeat(8)}`)).toBe(true);
    expect(keepsMathAttribute('', 'left')).toBe(false);
  });
});

describe('a style', () => {
  it.each(
    'background-color border border-top border-left-width border-color border-collapse border-radius color float font-size font-weight height list-style-type margin margin-left max-width padding padding-bottom text-align text-transform vertical-align white-space width'.split(
      ' ',
    ),
  )('may set %s', (property) => {
    expect(cleanStyleAttribute(`${property}:1`)).toBe(`${property}:1`);
    expect(cleanStyleAttribute(`x${property}:1`)).toBe('');
    expect(cleanStyleAttribute(`${property}x:1`)).toBe('');
  });

  it.each([
    ['COLOR : RED ; width:1', 'color:red;width:1'],
    ['color:', ''],
    ['color', ''],
    ['color:red:blue', ''],
    ['color:hsla(1,2%,3%,.5)', 'color:hsla(1,2%,3%,.5)'],
    ['color:hsl(1)', 'color:hsl(1)'],
    ['color:rgba(1)', 'color:rgba(1)'],
    ['margin:1px -1px', ''],
    ['margin:a-b', 'margin:a-b'],
    ['color:var(x)', ''],
    ['color:red"', ''],
    ['color:"red', ''],
    [`${';'.repeat(1_991)}color:red`, 'color:red'],
    [`${';'.repeat(1_992)}color:red`, 'color:re'],
  ])('%j becomes %j', (style, kept) => {
    expect(cleanStyleAttribute(style)).toBe(kept);
  });
});
