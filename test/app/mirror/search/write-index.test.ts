// Goal: the index finds what lessons say, in an order that makes sense, and is the same every time.
// Method: small courses, searched as the page does; properties over any lessons.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lesson, openIndex } from './open-index.ts';

const filler = 'Nous voyons ici comment les choses se passent dans la classe. '.repeat(20);
const course = [
  lesson('Accueil', { text: `${filler} On y parle une fois de dérivée.` }),
  lesson('La dérivée', { text: 'Définition.' }),
  lesson('Étude de fonctions', {
    headings: ['Dérivée et variations'],
    text: `Dérivée et variations. ${filler}`,
  }),
  lesson('Intégrale', { text: `La dérivée. La dérivée. La dérivée. ${filler}` }),
  lesson('Photosynthèse', { text: 'L’énergie de la lumière, et l’eau.', group: 'Biologie' }),
  lesson('Énergie', { text: 'La vitesse et l’énergie d’un mobile.' }),
];
const { find } = openIndex(course);

describe('a search', () => {
  it('puts titles first, then headings, then what says a word often', () => {
    expect(find('dérivées ')).toEqual(['La dérivée', 'Étude de fonctions', 'Intégrale', 'Accueil']);
  });

  it('needs no accent, no capital and no apostrophe', () => {
    expect(find('DERIVEE ')[0]).toBe('La dérivée');
    expect(find("l'energie ")).toEqual(['Énergie', 'Photosynthèse']);
    expect(find('lumiere')).toEqual(['Photosynthèse']);
  });

  it('finds what has all words, and where nothing has, what has most of them', () => {
    expect(find('énergie lumière')).toEqual(['Photosynthèse']);
    expect(find('énergie lumière zoologie ')).toEqual(['Photosynthèse']);
    expect(find('zoologie ')).toEqual([]);
  });

  it('lets a rare word count more than one that every lesson has', () => {
    const lessons = [
      ...Array.from({ length: 20 }, (_, i) => lesson(`Cours ${i}`, { text: 'cours cours cours' })),
      lesson('Volcans', { text: 'un cours sur les volcans' }),
    ];
    expect(openIndex(lessons).find('cours volcans ')[0]).toBe('Volcans');
  });

  it('finds by the beginning of the last word, at each letter typed', () => {
    for (const typed of ['ph', 'photo', 'photosy', 'photosynthès', 'photosynthèse'])
      expect([typed, find(typed)]).toEqual([typed, ['Photosynthèse']]);
    for (const typed of ['déri', 'dériv', 'dérivé', 'dérivée', 'dérivées'])
      expect([typed, find(typed)[0]]).toEqual([typed, 'La dérivée']);
    expect(find('photo énergie ')).not.toContain('La dérivée');
    expect(find('photo ')).toEqual([]);
  });

  it('passes over words that every lesson has, unless one begins with them', () => {
    expect(find('la vitesse d’un ')).toEqual(['Énergie']);
    expect(find('le la les ')).toEqual([]);
    expect(find('')).toEqual([]);
  });

  it('finds by the chapter, and shows the place of a word', () => {
    expect(find('biologie')).toEqual(['Photosynthèse']);
    const { part } = openIndex(course);
    const found = part(0).find(([key]) => key === 'vitess');
    expect(found?.[2]).toEqual([5, 'La vitesse et l’énergie d’un mobile.']);
  });
});

describe('the files of an index', () => {
  const words = fc.array(fc.stringMatching(/^[a-zé]{1,9}$/), { maxLength: 30 });
  const lessons = fc.array(
    fc
      .record({ title: words, text: words })
      .map(({ title, text }) => lesson(title.join(' '), { text: text.join(' ') })),
    { maxLength: 12 },
  );

  it('are the same for the same lessons, and find each by each of its own words', () => {
    fc.assert(
      fc.property(lessons, (all) => {
        const index = openIndex(all);
        expect(openIndex(all).files).toEqual(index.files);
        for (const { title } of all)
          for (const word of title.split(' ').filter((one) => one.length > 3))
            expect(
              index.find(`${word} `).length === 0 || index.find(`${word} `).includes(title),
            ).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('hold any text as text, and name no property by it', () => {
    const hostile = '</script><script>alert(1)</script> \u2028 __proto__ constructor "];evil()//';
    const index = openIndex([lesson(hostile, { text: `${hostile} ${hostile}` })]);
    expect(index.find('constructor ')).toEqual([hostile]);
    expect(index.find('__proto__ ')).toEqual([hostile]);
    expect(index.count).toBe(1);
  });

  it('are cut where words say, so that one change leaves most of them as they were', () => {
    const word = (n: number): string => `m${((n * 7_919) % 100_003).toString(36)}x`;
    const many = (changed: string) =>
      Array.from({ length: 200 }, (_, i) =>
        lesson(`Leçon ${i}`, {
          text: `${i === 100 ? changed : ''} ${Array.from({ length: 60 }, (_, j) => word(i * 60 + j)).join(' ')}`,
        }),
      );
    const [one, other] = [openIndex(many('alpha')).files, openIndex(many('omega')).files];
    const [before, after] = [new Set(one.values()), [...other.values()]];
    const sent = after.filter((text) => !before.has(text)).length;
    const longest = Math.max(...after.map((text) => text.length));
    expect(one.size).toBeGreaterThan(20);
    expect(longest).toBeLessThan(52_000);
    expect(sent).toBeLessThan(one.size / 3);
  });
});
