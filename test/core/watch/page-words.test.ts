// Goal: a page that says what it is, in the phrases that portals use, is recognised; an ordinary page
// and a lesson that has the same words are not. Method: pages of our own wording, as people would call
// them; the phrases that ship; any bytes at all.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { foldText } from '../../../core/fold-text.ts';
import { PAGE_PATTERNS } from '../../../core/watch/page-patterns.ts';
import { pageText } from '../../../core/watch/page-text.ts';
import { pageWord } from '../../../core/watch/page-words.ts';
import { SAMPLE_PAGES } from '../../fixtures/pages/pages.ts';

test.each(SAMPLE_PAGES)('$name is $is', ({ html, status, is }) => {
  expect(pageWord(html, status)).toBe(is);
});

describe('a short page', () => {
  it.each([
    'Vous êtes dans la file d’attente',
    "Vous êtes dans la file d'attente",
    'Vous êtes dans la file d&#39;attente',
    'Vous &ecirc;tes dans la file d&rsquo;attente',
    'Vous êtes dans la FILE D&#x2019;ATTENTE',
    'Salle d’attente virtuelle',
    'Le quota d’utilisateurs est atteint',
    'Quota de connexions dépassé',
    'Trop de connexions simultanées',
    'Le service est satur&eacute;',
    'You are in the waiting room',
    'Too many users',
  ])('that says %j makes people wait', (text) => {
    expect(pageWord(`<html><body><p>${text}</p></body></html>`, 200)).toBe('queue');
  });

  it.each([
    'L’accès est suspendu',
    'Acc&egrave;s ferm&eacute;',
    'Portail fermé par décision du rectorat',
    'Service suspendu sur décision de l’académie',
    'This service has been suspended by its owner',
  ])('that says %j is closed on purpose', (text) => {
    expect(pageWord(`<html><body><p>${text}</p></body></html>`, 200)).toBe('closed');
  });

  it('that says both is closed: waiting would not help', () => {
    expect(pageWord('file d’attente ; accès fermé', 200)).toBe('closed');
  });
});

test('a phrase counts as whole words only', () => {
  expect(pageWord('<p>Le quota d’utilisateurs</p>', 200)).toBe('queue');
  expect(pageWord('<p>Le quota d’utilisateursX</p>', 200)).toBeNull();
});

test('every phrase that ships is found where it stands alone on a page under an error status', () => {
  const strong = PAGE_PATTERNS.filter(
    ({ kind, weak }) => weak !== true && kind !== 'error' && kind !== 'login',
  );
  const missed = strong.filter(({ phrase }) => pageWord(`<p>${phrase}</p>`, 503) === null);
  expect(missed).toEqual([]);
});

test('weak phrases say nothing, however many', () => {
  const weak = PAGE_PATTERNS.filter((one) => one.weak).map(({ phrase }) => phrase);
  expect(weak.length).toBeGreaterThan(3);
  expect(pageWord(`<h1>${weak.join('. ')}</h1>`, 503)).toBeNull();
});

test('a longer text about anything makes a notice of no page', () => {
  const text = fc
    .lorem({ maxCount: 8, mode: 'sentences' })
    .map((some) => `${some} `.repeat(Math.ceil(2_100 / some.length)));
  fc.assert(
    fc.property(text, fc.constantFrom(...PAGE_PATTERNS), (some, { phrase }) => {
      expect(
        pageWord(`<title>${phrase}</title><p>${some} ${phrase} ${phrase}</p>`, 200),
      ).toBeNull();
    }),
    { numRuns: 50 },
  );
});

test('what is hidden is not shown, and headings are not read twice', () => {
  const html =
    '<title>T&eacute;</title><script>x</script><h1>H1 <b>one</b></h1><h1>two</h1><style>y</style><p>p</p>';
  const { title, heading, visible } = pageText(html);
  expect([title.trim(), foldText(heading)]).toEqual(['Te', 'h1 one']);
  expect(foldText(visible)).toBe('h1 one two p');
});

test('may hold anything at all, and takes its time from nobody', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 6_000 }), (text) => {
      const word = pageWord(text, 200);
      expect(word === null || typeof word === 'string').toBe(true);
    }),
  );
  const hostile = [
    '&#'.repeat(100_000),
    '<'.repeat(100_000),
    '<script>'.repeat(20_000),
    '&#99999999;',
  ];
  for (const text of hostile) expect(pageWord(text, 200)).toBeNull();
});
