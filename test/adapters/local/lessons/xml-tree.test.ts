import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  attributeOf,
  descendantsOf,
  elementAt,
  readXmlTree,
  textAt,
} from '../../../../adapters/local/lessons/xml-tree.ts';
import { walkXml } from '../../../../adapters/local/lessons/xml-walk.ts';

// Goal: a manifest is read whatever tool wrote it, and a hostile one neither grows nor hangs.
// Method: dialects of one file, bombs and broken files read; random trees written and read back.

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readXmlTree(bytes(text), 'imsmanifest.xml');

test('prefixes and capitals of names do not matter', () => {
  const tree = read(
    '<m xmlns:a="urn:a"><a:Rights><a:copyrightAndOtherRestrictions a:Kind="x"><![CDATA[oui]]></a:copyrightAndOtherRestrictions></a:Rights></m>',
  );
  expect(textAt(tree, 'rights', 'copyrightandotherrestrictions')).toBe('oui');
  const [found] = descendantsOf(tree, 'copyrightandotherrestrictions');
  expect(found === undefined ? null : attributeOf(found, 'kind')).toBe('x');
  expect(tree.attributes.get('xmlns:a')).toBe('urn:a');
  expect(elementAt(tree, 'rights', 'absent')).toBeNull();
});

test('a document type without declarations is let through, as EPUB 2 writes it', () => {
  const ncx =
    '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx/>';
  expect(read(ncx).name).toBe('ncx');
});

test.each([
  ['billion laughs', '<!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><m>&b;</m>'],
  ['a file of the machine', '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><m>&x;</m>'],
  ['an entity that nobody declared', '<m>&secret;</m>'],
  ['elements never closed', '<m><a>'],
  ['nothing', ''],
  ['text that is no XML', 'bonjour'],
  ['a nest', `${'<a>'.repeat(500)}${'</a>'.repeat(500)}`],
])('%s is refused with the name of the file', (_what, text) => {
  expect(() => read(text)).toThrow(
    expect.objectContaining({
      code: 'mirror-source-unreadable',
      message: expect.stringContaining('imsmanifest.xml'),
    }),
  );
});

test('the place of a fault is named', () => {
  expect(() => read('<m>\n<a></b></m>')).toThrow(/2:\d+/);
});

test('a file over its limits is refused', () => {
  const limits = { bytes: 1_000, depth: 9, elements: 10 };
  const walk = (text: string) => () => walkXml(bytes(text), 'x.xml', { open: () => {} }, limits);
  expect(walk(`<m>${' '.repeat(2_000)}</m>`)).toThrow(/1000/);
  expect(walk(`<m>${'<a/>'.repeat(20)}</m>`)).toThrow(/over 10 elements/);
});

test('ten megabytes on one line are read', () => {
  const items = '<item identifier="un-identifiant-assez-long"><title>Leçon</title></item>';
  const many = Math.ceil(10_000_000 / items.length);
  const tree = read(`<manifest>${items.repeat(many)}</manifest>`);
  expect(tree.children).toHaveLength(many);
});

test('what an old machine wrote in its own encoding is legible', () => {
  const latin = Uint8Array.from(
    Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><t>Éléments de géométrie</t>',
      'latin1',
    ),
  );
  expect(textAt(readXmlTree(latin, 'x.xml'))).toBe('Éléments de géométrie');
  const utf16 = Buffer.from('\uFEFF<?xml version="1.0" encoding="UTF-16"?><t>é</t>', 'utf16le');
  expect(textAt(readXmlTree(utf16, 'x.xml'))).toBe('é');
  expect(textAt(read('\uFEFF<?xml version="1.0" encoding="UTF-8"?><t>é</t>'))).toBe('é');
});

test('any text comes back as it was written', () => {
  const escape = (text: string): string =>
    text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const word = fc.string({ unit: fc.constantFrom('a', 'é', '&', '<', '"', '>', ' ', '😀') });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (texts) => {
      const xml = `<m>${texts.map((text) => `<t v="${escape(text)}">${escape(text)}</t>`).join('')}</m>`;
      const tree = read(xml);
      expect(tree.children.map(({ text }) => text)).toEqual(texts);
      expect(tree.children.map(({ attributes }) => attributes.get('v'))).toEqual(texts);
    }),
  );
});
