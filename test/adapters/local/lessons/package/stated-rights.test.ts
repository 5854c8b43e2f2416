import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  statedRights,
  strictest,
} from '../../../../../adapters/local/lessons/package/stated-rights.ts';

// Goal: only what a package itself gives away is taken for open, and all that it gives away.
// Method: sentences as LOM, Dublin Core and teachers write them, at the end of long texts too.

const OPEN = [
  'CC Attribution Share Alike - http://creativecommons.org/licenses/by-sa/4.0',
  'CC BY-SA 4.0',
  'CC0 1.0',
  'CC0',
  'CC-BY-NC-SA-4.0',
  'by-nc-sa',
  'Licence : BY-SA 3.0',
  'Public Domain - http://en.wikipedia.org/wiki/Public_domain',
  'Domaine public',
  'Licence Ouverte / Open Licence (Etalab)',
  'Licence Ouverte 2.0',
  'etalab-2.0',
  'GNU GPL v3',
  'LGPL',
  'AGPLv3',
  'CeCILL',
  'CeCILL-B',
  '© 2020 Jeanne Dupont, CC BY-SA 4.0',
  '© J. Dupont – texte et images sous licence CC BY 4.0',
  'CC0: no rights reserved',
  'You may not use the material for commercial purposes. CC BY-NC 4.0',
  'Creative Commons. Some rights reserved.',
  'CC BY-NC-SA : Attribution - Pas d’Utilisation Commerciale - Partage dans les Mêmes Conditions',
  'CC BY-NC-ND 4.0 (pas d’utilisation commerciale, pas de modification)',
  'CC BY-NC : utilisation commerciale interdite',
  'CC BY-NC, may not be used for commercial purposes',
  'Sauf mention contraire, ce site est sous licence CC BY 4.0',
  'Except where otherwise noted, content is licensed under CC BY 4.0',
];

const RESERVED = [
  'Private (Copyrighted) - http://en.wikipedia.org/wiki/Copyright',
  'Fair Use - http://en.wikipedia.org/wiki/Fair_use',
  'All rights reserved. Parts are CC BY.',
  'Tous droits réservés',
  'Tous droits de reproduction réservés (photo : CC BY)',
  'This is not in the public domain',
  'Not licensed under Creative Commons',
  'N’est pas sous licence Creative Commons',
  'Document non libre, inspiré d’un texte CC BY',
  'No licence (the pictures are CC BY)',
  'copyright and other restrictions: yes',
  '© Hachette 2019',
  '© Nathan. Reproduction interdite sauf images du domaine public',
  '© Nathan (photo : CC BY)',
  'Les photos sont CC BY ; toute reproduction du texte interdite, © Hachette',
  'Ne pas diffuser. Images CC0.',
  'Pas d’utilisation sans autorisation, images CC BY',
  'Merci de ne pas partager ce document (icônes CC BY)',
  'Usage interne au lycée, modèle sous CC BY',
  'Réservé aux élèves du lycée ; icônes CC0',
  'May not be reproduced; fonts under CC BY',
  'For internal use only (template CC BY)',
  'Reproduction soumise à autorisation, domaine public pour les cartes',
  'une licence que personne ne connaît',
];

test.each(OPEN)('open: %s', (said) => {
  expect(statedRights(` ${said}\n`)).toEqual({ kind: 'open', said });
});

test.each(RESERVED)('reserved: %s', (said) => {
  expect(statedRights(said)?.kind).toBe('reserved');
});

test('nothing said is nothing stated', () => {
  expect(statedRights(' \n ')).toBeUndefined();
});

test('the end of a long sentence counts as its beginning, and what is too long to read waits', () => {
  const long = `CC BY 4.0. ${'Mot '.repeat(200)}`;
  expect(statedRights(long)?.kind).toBe('open');
  expect(statedRights(`${long}Tous droits réservés.`)?.kind).toBe('reserved');
  expect(statedRights(`${long}Tous droits réservés.`)?.said).toHaveLength(300);
  expect(statedRights('CC BY 4.0 '.repeat(10_000))?.kind).toBe('reserved');
  expect(statedRights(`CC BY${' '.repeat(100_000)}tous droits réservés`)?.kind).toBe('reserved');
});

test('no sentence takes long to judge', () => {
  const word = fc.constantFrom(
    'droits ',
    'not ',
    'pas ',
    'photo ',
    'cc ',
    'usage ',
    'a',
    ' ',
    '© ',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      expect(statedRights(words.join('').repeat(2_000))?.kind).not.toBe('open');
    }),
    { numRuns: 50, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true },
  );
});

test('of several statements the strictest counts, in whatever order', () => {
  const open = statedRights('CC BY');
  const reserved = statedRights('Tous droits réservés');
  expect(strictest([open, undefined, reserved])).toEqual(reserved);
  expect(strictest([reserved, open])).toEqual(reserved);
  expect(strictest([undefined, open])).toEqual(open);
  expect(strictest([undefined])).toBeUndefined();
});
