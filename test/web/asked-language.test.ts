import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedLanguage } from '../../web/http/asked-language.ts';

// Goal: whoever says a language of Préau's is answered in it, and nothing sent from outside is believed.
// Method: headers as browsers and the command line send them, and any text at all.

test.each([
  ['en', 'en'],
  ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
  ['en-GB, en;q=0.9, fr;q=0.5', 'en'],
  ['fr;q=0.2, en;q=0.9', 'en'],
  ['de, en;q=0.5', 'en'],
  ['EN-us', 'en'],
  ['de-DE, es', null],
  ['*', null],
  ['en;q=0', null],
  ['en;q=0, fr;q=0.001', 'fr'],
  ['english', null],
  ['', null],
] as const)('%j asks for %j', (header, language) => {
  expect(askedLanguage(header)).toBe(language);
});

test('any text is one of the two languages or none, and the first twenty choices count', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 2_000 }), (text) => {
      expect(['fr', 'en', null]).toContain(askedLanguage(text));
    }),
  );
  expect(askedLanguage(`${'de,'.repeat(30)}en`)).toBeNull();
});
