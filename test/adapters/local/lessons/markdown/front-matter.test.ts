import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitFrontMatter } from '../../../../../adapters/local/lessons/markdown/front-matter.ts';

// Goal: what the first lines of a page say of its rights is heard however they are written.
// Method: front matter as teachers write it, valid YAML or not, and licences among any other lines.

const front = (...lines: readonly string[]) =>
  splitFrontMatter(`---\n${lines.join('\n')}\n---\n# Texte\n`).front;
const kindOf = (...lines: readonly string[]) => front(...lines).rights?.kind;

test('a title with a colon, as French has them, hides no licence', () => {
  const page = front('title: Les fractions : somme', 'licence: Tous droits réservés');
  expect(page).toMatchObject({
    title: 'Les fractions : somme',
    licence: 'Tous droits réservés',
    rights: { kind: 'reserved', said: 'Tous droits réservés' },
  });
  expect(kindOf('title: A : b', 'licence: "CC BY 4.0"')).toBe('open');
});

test('no line of a front matter silences a reserved licence among them', () => {
  const line = fc.constantFrom(
    'title: A : b',
    '\tx',
    '- a',
    'a: [',
    '"',
    '}',
    'b: &x',
    'é: ok',
    '? y',
    'c: |',
    '@',
    'licence: CC BY',
    '',
  );
  fc.assert(
    fc.property(fc.array(line), fc.array(line), (before, after) => {
      expect(kindOf(...before, 'rights: All rights reserved', ...after)).toBe('reserved');
    }),
  );
});

test('of several keys the strictest counts, to the end of a long one', () => {
  expect(kindOf('licence: CC BY-SA 4.0', 'rights: all rights reserved')).toBe('reserved');
  expect(kindOf('licence: CC BY', 'Licence: Tous droits réservés')).toBe('reserved');
  expect(kindOf('licence: CC BY', 'copyright: [CC BY, © Hachette]')).toBe('open');
  expect(kindOf('license: { name: CC BY, url: "https://x.example" }')).toBe('open');
  expect(kindOf(`licence: CC BY ${'mot '.repeat(200)}, reproduction interdite`)).toBe('reserved');
});

test.each([
  'private: true',
  'draft: true',
  'published: false',
  'publish: no',
  'Brouillon: oui',
  'privé: true',
])('a page that its author keeps back waits: %s', (line) => {
  expect(front('title: ok', 'licence: CC BY', line).rights).toMatchObject({
    kind: 'reserved',
    said: expect.stringMatching(/^[a-z]+: (?:true|false)$/),
  });
});

test.each(['draft: false', 'published: true', 'private: ""', 'published: 2024-05-01'])(
  'a page that is not kept back states nothing: %s',
  (line) => {
    expect(front('title: ok', line).rights).toBeUndefined();
  },
);

test('what names a licence and cannot be read waits', () => {
  expect(kindOf('{{ licence }', 'tous droits')).toBe('reserved');
  expect(kindOf('{{ title }')).toBeUndefined();
  expect(
    splitFrontMatter('---\ntitle: x\nlicence: Tous droits réservés\n\n# Jamais fermé').front.rights
      ?.kind,
  ).toBe('reserved');
});
