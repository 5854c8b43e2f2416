// Goal: a telephone number is read as its own territory dials it, or rejected; never guessed.
// Method: shapes of the real directory, its seven faulty numbers, the overseas plans.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadDirectoryTables } from '../../../adapters/local/directory-tables.ts';
import { createPhoneReader } from '../../../adapters/local/schools-csv-phone.ts';
import { territoryOf } from '../../../core/school/territory.ts';

const { territories } = loadDirectoryTables();
const readPhone = createPhoneReader(territories);
const read = (text: string, department: string) =>
  readPhone(text, territoryOf(department, territories));

test.each([
  ['0562009510', '031', '+33562009510', 'landline'],
  ['05 62 00 95 10', '031', '+33562009510', 'landline'],
  ['05.61.26.63.05', '031', '+33561266305', 'landline'],
  ['05\u00A062\u202F00 95 10', '031', '+33562009510', 'landline'],
  ['01 42 68 53 00', '031', '+33142685300', 'landline'],
  ['09 72 12 34 56', '031', '+33972123456', 'landline'],
  ['+33 (0)5 62 00 95 10', '031', '+33562009510', 'landline'],
  ['0033 5 62 00 95 10', '031', '+33562009510', 'landline'],
  ['06 39 98 00 37', '031', '+33639980037', 'mobile'],
  ['+33639980037', '031', '+33639980037', 'mobile'],
  ['06 12 34 56 78', '02A', '+33612345678', 'mobile'],
  ['0262 20 12 34', '974', '+262262201234', 'landline'],
  ['0692 12 34 56', '974', '+262692123456', 'mobile'],
  ['0692 12 34 56', '031', '+262692123456', 'mobile'],
  ['0696 12 34 56', '972', '+596696123456', 'mobile'],
  ['0590 82 34 56', '978', '+590590823456', 'landline'],
  ['26 12 34', '988', '+687261234', 'landline'],
  ['89 12 34 56', '987', '+68989123456', 'mobile'],
  ['72 12 34', '986', '+681721234', 'either'],
  ['41 12 34', '975', '+508411234', 'landline'],
])('%s in the department %s is %s, a %s', (text, department, number, line) => {
  expect(read(text, department)).toEqual({ kind: 'phone', number, line });
});

describe('the seven faulty numbers of the Occitanie directory', () => {
  test.each([
    '0056109125',
    '0056773290',
    '0041164236',
    '0061330451',
    '0095383717',
    '0078713770',
    '0044887002',
  ])('%s is rejected, and rings in no other country', (text) => {
    expect(read(text, '031')).toEqual({ kind: 'rejected', reason: 'phone-leading-00' });
  });
});

test.each([
  '562009510',
  '05620095',
  '056200951000',
  '3646',
  '0000000000',
  '05 62 00 95 1O',
  '05 62 00 95 10 poste 12',
  '=05+62',
  '+33',
  '+',
  '٠٥٦٢٠٠٩٥١٠',
  '5'.repeat(1_000),
])('%j is rejected in Toulouse', (text) => {
  expect(read(text, '031').kind).toBe('rejected');
});

test('without a known territory only the international form is read', () => {
  expect(readPhone('05 62 00 95 10', null)).toEqual({
    kind: 'rejected',
    reason: 'phone-territory-unknown',
  });
  expect(readPhone('+33562009510', null)).toMatchObject({ number: '+33562009510' });
});

test('whatever the text, what is accepted is E.164 and holds the digits that were written', () => {
  const texts = fc.string({
    unit: fc.constantFrom(...Array.from('0123456789+ .-()')),
    maxLength: 24,
  });
  const departments = fc.constantFrom('031', '974', '978', '986', '987', '988', '975');
  fc.assert(
    fc.property(texts, departments, (text, department) => {
      const result = read(text, department);
      if (result.kind === 'rejected') return;
      expect(result.number).toMatch(/^\+\d{6,15}$/);
      expect(text.replaceAll(/\D/g, '')).toContain(result.number.slice(-6));
    }),
  );
});

test('ten digits read the short way are what the library reads in them', () => {
  const digits = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 99_999_999 }));
  fc.assert(
    fc.property(digits, ([first, rest]) => {
      const text = `0${first}${String(rest).padStart(8, '0')}`;
      const international = read(`+33${text.slice(1)}`, '031');
      const national = read(text, '031');
      const isSame = isDeepStrictEqual(national, international);
      const isRead = national.kind === 'phone' && national.number === `+33${text.slice(1)}`;
      expect(international.kind === 'phone' ? isSame : !isRead).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a number is read as it would be alone, whatever others of its block were read before', () => {
  const departments = ['031', '971', '972', '973', '974', '976', '977', '978'];
  const blocks = fc.tuple(
    fc.integer({ min: 10_000, max: 99_999 }),
    fc.constantFrom(...departments),
  );
  const ends = fc.integer({ min: 0, max: 9_999 });
  // Where plans have the smallest parts: overseas mobiles, VoIP and services.
  const narrow = fc.tuple(
    fc.constantFrom(69_122, 69_135, 69_136, 70_900, 70_925, 93_976, 97_620, 83_600, 63_998, 26_990),
    fc.constantFrom(...departments),
  );
  fc.assert(
    fc.property(fc.oneof(blocks, narrow), ends, ends, ([block, department], before, end) => {
      const territory = territoryOf(department, territories);
      const numberOf = (rest: number) => `0${block}${String(rest).padStart(4, '0')}`;
      const reader = createPhoneReader(territories);
      reader(numberOf(before), territory);
      const alone = createPhoneReader(territories)(numberOf(end), territory);
      expect(reader(numberOf(end), territory)).toEqual(alone);
    }),
    { numRuns: 1_000 },
  );
});
