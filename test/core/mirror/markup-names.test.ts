// Goal: the allow-lists of pages hold what they are meant to, by name: nothing more passes, nothing less.
// Method: the names by kind, as tables; each attribute against every element.
import { describe, expect, it } from 'vitest';
import {
  allowedAttributes,
  cleanAttribute,
  elementFate,
  escapeAttribute,
  escapeHtml,
  escapeText,
  isVoidElement,
  isWritten,
  KEPT_ELEMENTS,
  keepsAttribute,
  VOID_ELEMENTS,
  WRITTEN_ELEMENTS,
} from '../../../core/mirror/markup-policy.ts';
import { MATH_ATTRIBUTES, MATH_ELEMENTS } from '../../../core/mirror/math-policy.ts';

const words = (list: string): readonly string[] => list.split(' ');

const FATES = {
  keep: 'a abbr address article b bdo blockquote br code div em h1 h6 hr i img kbd li main nav ol p pre q rp rt ruby s span sub sup table tbody td th tr u ul var wbr math mi mtable',
  drop: 'annotation annotation-xml area base basefont bgsound canvas command datalist dialog head-only link map meta nextid noembed noframes param plaintext script source style svg template title track xml xmp',
  explain: 'applet audio embed fencedframe frame frameset iframe object portal video',
  'plain-text': 'button fieldset form input isindex keygen select textarea',
  unwrap: 'font marquee maction constructor body html',
} as const;
const ELEMENTS = Object.values(FATES).flatMap(words);

it.each(Object.entries(FATES))('%s is the fate of %s', (fate, names) => {
  expect(words(names).map(elementFate)).toEqual(words(names).map(() => fate));
});

it('no name is empty, and the kept ones are those of texts and of formulas', () => {
  expect(elementFate('')).toBe('unwrap');
  expect(KEPT_ELEMENTS.slice(0, 3)).toEqual(['span', 'a', 'p']);
  expect(KEPT_ELEMENTS.slice(-MATH_ELEMENTS.length)).toEqual(MATH_ELEMENTS);
  expect(KEPT_ELEMENTS).not.toContain('');
});

const OWN: { readonly [element: string]: string } = {
  a: 'name',
  col: 'span',
  colgroup: 'span',
  details: 'open',
  img: 'alt height width',
  li: 'value',
  ol: 'reversed start type',
  td: 'colspan headers rowspan',
  th: 'abbr colspan headers rowspan scope',
  time: 'datetime',
};
const WRITTEN: { readonly [element: string]: string } = {
  a: 'href rel',
  audio: 'controls preload src',
  img: 'src loading',
  math: 'tabindex',
  pre: 'tabindex',
  source: 'height media srcset type width',
  table: 'tabindex',
};

describe('an attribute', () => {
  const plain = [...new Set([...ELEMENTS, ...Object.keys(OWN)])].filter(
    (name) => !MATH_ELEMENTS.includes(name),
  );

  it.each([...new Set(Object.values(OWN).flatMap(words))])(
    '%s stays on its own elements alone',
    (name) => {
      const on = plain.filter((element) => keepsAttribute(element, name, '1')).toSorted();
      const wanted = Object.keys(OWN).filter((element) => words(OWN[element]!).includes(name));
      expect(on).toEqual(wanted);
    },
  );

  it.each(words('class dir id title'))('%s stays everywhere, whatever it says', (name) => {
    expect(keepsAttribute('p', name, '')).toBe(true);
    expect(keepsAttribute('mi', name, '{}')).toBe(true);
  });

  it('lang stays where it is a language', () => {
    expect(
      ['fr', 'FR', 'pt-br', 'zh-hant-tw-x1'].every((value) => keepsAttribute('p', 'lang', value)),
    ).toBe(true);
    expect(
      [
        '',
        'f',
        'français',
        'fr-',
        'fr_FR',
        ' fr',
        'fr-a',
        'fr-aa-bb-cc-dd',
        'frfr',
        'fr-123456789',
      ].some((value) => keepsAttribute('p', 'lang', value)),
    ).toBe(false);
  });

  it('of a role is judged as one, and no name that only ends like it', () => {
    expect(keepsAttribute('p', 'role', 'note')).toBe(true);
    expect(keepsAttribute('p', 'role', 'button')).toBe(false);
    expect(keepsAttribute('math', 'role', 'math')).toBe(true);
    expect(keepsAttribute('math', 'xaria-', '1')).toBe(false);
    expect(keepsAttribute('ol', 'aria-label', 'x')).toBe(true);
  });

  it('is written by the builder on its own elements alone', () => {
    for (const element of [...Object.keys(WRITTEN), 'picture', 'p', 'constructor'])
      for (const name of new Set(Object.values(WRITTEN).flatMap(words)))
        expect(isWritten(element, name)).toBe(
          Object.hasOwn(WRITTEN, element) && words(WRITTEN[element]!).includes(name),
        );
    expect(WRITTEN_ELEMENTS).toEqual(['audio', 'picture', 'source']);
  });

  it('is told to the sanitizer element by element', () => {
    const math = Object.fromEntries(MATH_ELEMENTS.map((name) => [name, [...MATH_ATTRIBUTES]]));
    expect(allowedAttributes()).toEqual({
      '*': words('class dir id lang title style role aria-*'),
      ...math,
      ...Object.fromEntries(Object.entries(OWN).map(([name, list]) => [name, words(list)])),
      a: words('name href rel'),
      audio: words('controls preload src'),
      img: words('alt height width src loading'),
      math: [...MATH_ATTRIBUTES, 'tabindex'],
      picture: [],
      pre: ['tabindex'],
      source: words('height media srcset type width'),
      table: ['tabindex'],
    });
  });

  it.each([
    ['img', 'alt', '', ''],
    ['details', 'open', '', ''],
    ['ol', 'reversed', '', ''],
    ['p', 'class', '', null],
    ['p', 'class', 'x', 'x'],
    ['p', 'onclick', 'x', null],
    ['p', 'style', 'color:red;position:fixed', 'color:red'],
    ['p', 'style', 'position:fixed', null],
    ['p', 'style', '', null],
  ])('of %s, %s=%j becomes %j', (element, name, value, clean) => {
    expect(cleanAttribute(element, name, value)).toBe(clean);
  });
});

it('elements without an end are those of HTML', () => {
  expect(VOID_ELEMENTS).toEqual(words('br img hr col source wbr'));
  expect(ELEMENTS.filter(isVoidElement).toSorted()).toEqual(words('br hr img source wbr'));
});

it('signs of HTML are written as entities, each its own', () => {
  const text = `&<>"'&`;
  expect(escapeHtml(text)).toBe('&amp;&lt;&gt;&quot;&#39;&amp;');
  expect(escapeText(text)).toBe(`&amp;&lt;&gt;"'&amp;`);
  expect(escapeAttribute(text)).toBe(`&amp;&lt;&gt;&quot;'&amp;`);
  for (const sign of ['&', '<', '>']) expect(escapeText(sign)).toBe(escapeHtml(sign));
  expect(escapeText('l’école d\'"été"')).toBe('l’école d\'"été"');
});
