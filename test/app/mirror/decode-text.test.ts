// Goal: a page is read in the charset that it is written in, though bytes of it are damaged.
// Method: French sentences in each charset, with headers and declarations that are right or wrong.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText } from '../../../app/mirror/decode-text.ts';

const LESSON = 'Leçon d’été : où naît la Garonne ?';
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const joined = (...parts: readonly (Uint8Array | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...part])));
const meta = (charset: string): string => `<html><head><meta charset="${charset}">`;

test('one damaged byte costs one letter, declared or not', () => {
  for (const head of ['', meta('utf-8')]) {
    const page = joined(utf8(head + LESSON), 0xe9, utf8(' fin'));
    expect(decodeText(page)).toBe(`${head}${LESSON}\uFFFD fin`);
  }
});

test('text in UTF-8 survives any single bad byte, text in Windows-1252 is read as it is', () => {
  const words = fc.array(fc.constantFrom('été', 'leçon', 'a', 'où', '<p>'), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(words, fc.integer({ min: 0xc0, max: 0xff }), fc.nat(), (some, bad, where) => {
      const all = ['Élève ', ...some.map((word) => `${word} `)];
      const at = where % all.length;
      const page = joined(
        utf8(all.slice(0, at + 1).join('')),
        bad,
        utf8(` ${all.slice(at + 1).join('')}`),
      );
      expect(decodeText(page).replace('\uFFFD', '')).toBe(
        `${all.slice(0, at + 1).join('')} ${all.slice(at + 1).join('')}`,
      );
      expect(decodeText(latin(all.join('')))).toBe(all.join(''));
    }),
  );
});

test('what was sent counts before what the page declares, and both before a guess', () => {
  // The euro sign is another byte in each.
  expect(decodeText(joined(latin('prix : '), 0xa4), 'iso-8859-15')).toBe('prix : €');
  expect(decodeText(joined(latin(`${meta('iso-8859-15')}prix : `), 0xa4))).toContain('prix : €');
  expect(decodeText(joined(latin(`${meta('iso-8859-15')}`), 0xa4), 'iso-8859-1')).toContain('¤');
  expect(decodeText(joined(latin('<?xml version="1.0" encoding="koi8-r"?><a>'), 0xc1))).toContain(
    'а',
  );
  const equiv = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">';
  expect(decodeText(joined(latin(equiv), 0xa4))).toContain('€');
  expect(decodeText(joined(latin(`<!-- ${meta('koi8-r')} -->${equiv}`), 0xa4))).toContain('€');
  expect(decodeText(Uint8Array.of(0x82, 0xa0), 'shift_jis')).toBe('あ');
});

test('a declaration that is wrong or unknown does no harm', () => {
  expect(decodeText(utf8(`${meta('iso-8859-1')}${LESSON}`))).toContain(LESSON);
  expect(decodeText(utf8(LESSON), 'iso-8859-1')).toBe(LESSON);
  expect(decodeText(utf8(LESSON), 'no such charset')).toBe(LESSON);
  expect(decodeText(utf8(`${meta('utf-16')}${LESSON}`))).toContain(LESSON);
  // A template that says UTF-8, saved by an editor that does not write it.
  expect(decodeText(latin(`${meta('utf-8')}été, leçon`))).toContain('été, leçon');
  // A lesson about pages declares nothing.
  const about = joined(latin(`Écrire ${meta('koi8-r')} : `), 0xe9);
  expect(decodeText(about)).toContain('Écrire');
});

test('a byte order mark counts before all', () => {
  expect(decodeText(joined(0xef, 0xbb, 0xbf, utf8(LESSON)), 'shift_jis')).toBe(LESSON);
  expect(decodeText(Uint8Array.of(0xff, 0xfe, 0xe9, 0), 'utf-8')).toBe('é');
  expect(decodeText(Uint8Array.of(0xfe, 0xff, 0, 0xe9), 'utf-8')).toBe('é');
});

test('any bytes are some text', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.option(fc.string()), (bytes, sent) => {
      expect(typeof decodeText(bytes, sent ?? undefined)).toBe('string');
    }),
  );
});
