import { expect, test } from 'vitest';
import { statedRights } from '../../../../../adapters/local/lessons/package/stated-rights.ts';

// Goal: only what a package itself gives away is taken for open.
// Method: sentences as LOM, Dublin Core and teachers write them.

test.each([
  'CC Attribution Share Alike - http://creativecommons.org/licenses/by-sa/4.0',
  'CC BY-SA 4.0',
  'CC0 1.0',
  'Public Domain - http://en.wikipedia.org/wiki/Public_domain',
  'Domaine public',
  'Licence Ouverte / Open Licence (Etalab)',
  'GNU GPL v3',
])('open: %s', (said) => {
  expect(statedRights(` ${said}\n`)).toEqual({ kind: 'open', said });
});

test.each([
  'Private (Copyrighted) - http://en.wikipedia.org/wiki/Copyright',
  'Fair Use - http://en.wikipedia.org/wiki/Fair_use',
  'All rights reserved. Parts are CC BY.',
  'Tous droits réservés',
  'This is not in the public domain',
  'copyright and other restrictions: yes',
  '© Hachette 2019',
])('reserved: %s', (said) => {
  expect(statedRights(said)?.kind).toBe('reserved');
});

test('nothing said is nothing stated', () => {
  expect(statedRights(' \n ')).toBeUndefined();
});
