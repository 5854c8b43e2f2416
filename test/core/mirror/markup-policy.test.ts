// Goal: the allow-lists let through nothing that runs, asks or hides.
// Method: names by hand and as properties.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { elementFate, escapeHtml, keepsAttribute } from '../../../core/mirror/markup-policy.ts';
import { cleanStyleAttribute } from '../../../core/mirror/style-policy.ts';

it.each([
  'script',
  'style',
  'svg',
  'template',
  'link',
  'meta',
  'base',
  'noembed',
  'xmp',
  'plaintext',
])('<%s> is dropped whole', (name) => {
  expect(elementFate(name)).toBe('drop');
});
it.each(['iframe', 'object', 'embed', 'video', 'portal'])('<%s> is explained', (name) => {
  expect(elementFate(name)).toBe('explain');
});
it('an element that nobody has heard of keeps only its words', () => {
  expect(elementFate('x-evil')).toBe('unwrap');
  expect(elementFate('constructor')).toBe('unwrap');
});
it('no event handler and no address passes as a plain attribute', () => {
  const element = fc.constantFrom('a', 'img', 'td', 'math', 'constructor', '__proto__');
  fc.assert(
    fc.property(element, fc.stringMatching(/^[a-z]{1,12}$/), (name, rest) => {
      expect(keepsAttribute(name, `on${rest}`, 'x')).toBe(false);
    }),
  );
  for (const name of [
    'href',
    'src',
    'srcset',
    'style',
    'srcdoc',
    'action',
    'formaction',
    'xlink:href',
    'ping',
    'target',
    'is',
  ]) {
    expect(keepsAttribute('a', name, 'x')).toBe(false);
    expect(keepsAttribute('img', name, 'x')).toBe(false);
  }
});
it('escaped text holds no sign that HTML reads', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"']/);
    }),
  );
});
it.each([
  ['color: red; text-align:center', 'color:red;text-align:center'],
  ['position:fixed;top:0', ''],
  ['background-color:url(//x)', ''],
  ['color:expression(alert(1))', ''],
  ['margin-top:-2000px', ''],
  ['width:50%;behavior:url(x)', 'width:50%'],
  ['color:r\\65 d', ''],
  ['color:rgb(1, 2, 3)', 'color:rgb(1, 2, 3)'],
])('style %j becomes %j', (style, kept) => {
  expect(cleanStyleAttribute(style)).toBe(kept);
});

it('a formula keeps what draws it, within its place', () => {
  for (const [element, name, value] of [
    ['mo', 'stretchy', 'false'],
    ['mspace', 'width', '0.1667em'],
    ['mpadded', 'lspace', '-0.5width'],
    ['mspace', 'mathbackground', '#ff0000'],
    ['mtable', 'columnalign', 'right left right'],
  ] as const)
    expect(keepsAttribute(element, name, value)).toBe(true);
  for (const [element, name, value] of [
    ['mi', 'href', 'https://x.example/'],
    ['mi', 'xlink:href', 'x'],
    ['mspace', 'width', '-500em'],
    ['mpadded', 'voffset', '300em'],
    ['mo', 'form', 'url(x)'],
    ['p', 'voffset', '1em'],
  ] as const)
    expect(keepsAttribute(element, name, value)).toBe(false);
  expect(elementFate('maction')).toBe('unwrap');
  expect(elementFate('annotation-xml')).toBe('drop');
  expect(elementFate('annotation')).toBe('drop');
});
