// Goal: the directory's words, mail addresses and fictional numbers mean what the facts say.
// Method: the words and shapes counted in the real files, and hostile ones.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFictional, isFictionalMobile } from '../../../core/school/fictional-number.ts';
import { readMailAddress } from '../../../core/school/mail-address.ts';
import { schoolTypeOf } from '../../../core/school/school-type.ts';

test.each([
  ['Ecole', 'ecole'],
  ['École', 'ecole'],
  ['Collège', 'college'],
  ['COLLEGE', 'college'],
  ['Lycée', 'lycee'],
  ['LYCEE POLYVALENT', 'lycee'],
  ['EREA', 'erea'],
  ["ETABLISSEMENT REGIONAL D'ENSEIGNEMENT ADAPTE", 'erea'],
  ['Service Administratif', 'other'],
  ['Médico-social', 'other'],
  ['Information et orientation', 'other'],
  ['Autre', 'other'],
  ['', 'other'],
  ['Lyceum', 'other'],
])('the type %j is %s', (words, type) => {
  expect(schoolTypeOf(words)).toBe(type);
});

test.each([
  ['0311131L@ac-toulouse.fr', '0311131l@ac-toulouse.fr'],
  [' ce.0352072M@AC-RENNES.FR ', 'ce.0352072m@ac-rennes.fr'],
  ["o'neil+ent@mfr.asso.fr", "o'neil+ent@mfr.asso.fr"],
])('the address %j is kept as %j', (text, address) => {
  expect(readMailAddress(text)).toBe(address);
});

test.each([
  '',
  '@',
  'ac-toulouse.fr',
  'a@b',
  'a@b.1',
  'a@@b.fr',
  '.a@b.fr',
  'a.@b.fr',
  'a..b@c.fr',
  'a@-b.fr',
  'a@b-.fr',
  'a b@c.fr',
  'a@b.fr\r\nBcc: all@c.fr',
  '"a b"@c.fr',
  'a@[127.0.0.1]',
  'prénom@ac-lille.fr',
  'Nom <a@b.fr>',
  `${'a'.repeat(65)}@b.fr`,
  `a@${'b'.repeat(64)}.fr`,
  `a@${'b.'.repeat(130)}fr`,
])('the text %j is no address', (text) => {
  expect(readMailAddress(text)).toBeNull();
});

test('an accepted address holds no blank, no control character and one @, and reads as itself', () => {
  const parts = fc.string({
    unit: fc.constantFrom(...Array.from('aA9.-_@ \r\n<>,;"é\0')),
    maxLength: 20,
  });
  fc.assert(
    fc.property(parts, (text) => {
      const address = readMailAddress(`${text}@ac-lille.fr`);
      if (address === null) return;
      expect(address).toMatch(/^[!-~]+$/);
      expect(address.split('@')).toHaveLength(2);
      expect(readMailAddress(address)).toBe(address);
    }),
  );
});

test('the fictional ranges end where ARCEP ends them', () => {
  expect(isFictionalMobile('+33639980000')).toBe(true);
  expect(isFictionalMobile('+33639989999')).toBe(true);
  expect(isFictionalMobile('+33639979999')).toBe(false);
  expect(isFictionalMobile('+33639990000')).toBe(false);
  expect(isFictionalMobile('+336399800000')).toBe(false);
  expect(isFictional('+33199001234')).toBe(true);
  expect(isFictional('+33536491234')).toBe(true);
  expect(isFictional('+33562009510')).toBe(false);
});
