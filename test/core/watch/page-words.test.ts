// Goal: a page that says it is full or closed is recognised, as French portals write it, and an
// ordinary page is not. Method: sentences seen on such pages, with and without HTML's spellings.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageWord } from '../../../core/watch/page-words.ts';

describe('a page', () => {
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
    'Le service est saturé',
    'Le service est satur&eacute;',
    'You are in the waiting room',
    'Too many users',
  ])('that says %j makes people wait', (text) => {
    expect(pageWord(`<html><body><p>${text}</p></body></html>`)).toBe('queue');
  });

  it.each([
    'L’accès est suspendu',
    'Acc&egrave;s ferm&eacute;',
    'Portail fermé par décision du rectorat',
    'Service suspendu sur décision de l’académie',
    'This service has been suspended by its owner',
  ])('that says %j is closed on purpose', (text) => {
    expect(pageWord(`<html><body><p>${text}</p></body></html>`)).toBe('closed');
  });

  it('that says both is closed: waiting would not help', () => {
    expect(pageWord('file d’attente ; accès fermé')).toBe('closed');
  });

  it.each([
    '<h1>Se connecter</h1>',
    'Les solutions saturent à 36 g pour 100 mL d’eau',
    'La porte reste ouverte',
    '',
  ])('that says %j says neither', (text) => {
    expect(pageWord(text)).toBeNull();
  });

  it('is read no further than its first 5,120 characters', () => {
    expect(pageWord(`${' '.repeat(5_200)}file d’attente`)).toBeNull();
  });

  it('may hold anything at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 6_000 }), (text) => {
        expect([null, 'queue', 'closed']).toContain(pageWord(text));
      }),
    );
    const hostile = '&#'.repeat(100_000) + '&#99999999;&#xffffff;&#xd800;';
    expect(pageWord(hostile)).toBeNull();
  });
});
