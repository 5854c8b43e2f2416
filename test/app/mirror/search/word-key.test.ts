// Goal: the forms of a word are one key, with accents or without, and different words are not.
// Method: families of French and English words; properties over any text.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STEMMERS } from '../../../../adapters/local/mirror/stem.ts';
import { foldWord, wordKey } from '../../../../app/mirror/search/word-key.ts';
import { wordsIn } from '../../../../app/mirror/search/words-in.ts';

const fr = (word: string) => wordKey(word, STEMMERS.fr, 'fr');
const en = (word: string) => wordKey(word, STEMMERS.en, 'en');

describe('a French word', () => {
  it.each([
    'dérivée dérivées derivee derivees dériver dérivation',
    'équation équations Equation EQUATIONS',
    'premier première premieres premiers',
    'égalité égalités egalite égal égaux',
    'théorème théorèmes theoreme',
    'cheval chevaux',
    'œuvre œuvres oeuvre Œuvres',
    'calcul calculs calculer calculé calculèrent calculerent',
    'limite limites limité',
  ])('has one key in its forms: %s', (family) => {
    const keys = new Set(family.split(' ').map(fr));
    expect([...keys]).toHaveLength(1);
  });

  it('has another key than words that only begin alike', () => {
    const words = [
      'matière',
      'métier',
      'marché',
      'marche-pied',
      'fraction',
      'fracture',
      'son',
      'sonde',
    ];
    expect(new Set(words.map(fr)).size).toBe(words.length);
  });
});

it('an English word has one key in its forms', () => {
  expect(new Set(['running', 'runs', 'run'].map(en)).size).toBe(1);
  expect(new Set(['derivative', 'Derivatives'].map(en)).size).toBe(1);
});

it('accents and capitals never matter, and no word is without a key', () => {
  const word = fc.stringMatching(/^[a-zàâéèêëîïôûùüçœæ]{1,15}$/);
  fc.assert(
    fc.property(word, (one) => {
      expect(fr(one)).toBe(fr(foldWord(one)));
      expect(fr(one)).toBe(fr(one.toUpperCase()));
      expect(fr(one)).not.toBe('');
    }),
  );
});

describe('the words of a text', () => {
  it('stand without what is elided before them', () => {
    const text = "L’énergie d'un corps, lorsqu’il tombe aujourd’hui : qu’est-ce que E=mc² ?";
    expect(wordsIn(text).map(({ word }) => word)).toEqual([
      'énergie',
      'un',
      'corps',
      'il',
      'tombe',
      'aujourd',
      'hui',
      'est',
      'ce',
      'que',
      'E',
      'mc²',
    ]);
  });

  it('are where they are said to be, in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const { word, from, to } of wordsIn(text)) expect(text.slice(from, to)).toBe(word);
      }),
    );
  });

  it('of a run of letters that nobody types are none', () => {
    expect(wordsIn('a'.repeat(41))).toEqual([]);
  });
});
