// Goal: clocks and dialling come from the department, and never from the UAI's prefix.
// Method: the shipped table, asked for every trap of the overseas codes.
import { expect, test } from 'vitest';
import { loadDirectoryTables } from '../../../adapters/local/directory-tables.ts';
import { indexAcademies } from '../../../core/school/academie.ts';
import {
  departmentOfCommune,
  readDepartment,
  territoryOf,
} from '../../../core/school/territory.ts';

const { territories, academies } = loadDirectoryTables();

test.each([
  ['031', 'Europe/Paris', 'FR'],
  ['001', 'Europe/Paris', 'FR'],
  ['095', 'Europe/Paris', 'FR'],
  ['02A', 'Europe/Paris', 'FR'],
  ['02B', 'Europe/Paris', 'FR'],
  ['971', 'America/Guadeloupe', 'GP'],
  ['977', 'America/St_Barthelemy', 'BL'],
  ['978', 'America/Marigot', 'MF'],
  ['974', 'Indian/Reunion', 'RE'],
  ['976', 'Indian/Mayotte', 'YT'],
  ['986', 'Pacific/Wallis', 'WF'],
  ['987', 'Pacific/Tahiti', 'PF'],
  ['988', 'Pacific/Noumea', 'NC'],
])('the department %s has the clocks of %s and dials as %s', (department, timeZone, country) => {
  expect(territoryOf(department, territories)).toMatchObject({ timeZone, country });
});

test.each([
  '',
  '*',
  '000',
  '020',
  '096',
  '099',
  '979',
  '31',
  '02C',
  '__proto__',
  '1031',
  '0310',
  '02A1',
])('the department %j is in no table', (department) => {
  expect(territoryOf(department, territories)).toBeNull();
});

test('every time zone of the table is known to the platform', () => {
  for (const { timeZone } of territories) {
    expect(() => new Intl.DateTimeFormat('fr', { timeZone })).not.toThrow();
  }
});

test.each([
  ['31', '031'],
  ['2a', '02A'],
  ['031', '031'],
  [' 974 ', '974'],
  ['x', 'X'],
])('the department %j is written %j', (text, department) => {
  expect(readDepartment(text)).toBe(department);
});

test.each([
  ['31483', '031'],
  ['2A004', '02A'],
  ['97411', '974'],
  ['98818', '988'],
  ['3148', ''],
  ['', ''],
])('the commune %j is in the department %j', (commune, department) => {
  expect(departmentOfCommune(commune)).toBe(department);
});

test('each department belongs to one académie, and each académie is found however it is spelt', () => {
  const all = academies.flatMap(({ departments }) => departments);
  expect(all).toHaveLength(new Set(all).size);
  expect(all).toHaveLength(107);
  const index = indexAcademies(academies);
  expect(index.named('ORLEANS-TOURS')?.name).toBe('Orléans-Tours');
  expect(index.named('polynesie francaise')?.code).toBe('41');
  expect(index.ofDepartment('02B')?.name).toBe('Corse');
  expect(index.named('Atlantide')).toBeNull();
  expect(index.ofDepartment('999')).toBeNull();
});

test.each([
  ['1', '001'],
  [' 2a ', '02A'],
  ['31', '031'],
  ['974', '974'],
  ['x1', 'X1'],
  ['1x', '1X'],
  ['A', 'A'],
])('the department %j is written %j', (text, code) => {
  expect(readDepartment(text)).toBe(code);
});

test.each([
  [' 31483 ', '031'],
  ['2a004', '02A'],
  ['97411', '974'],
  ['98735', '987'],
  ['19781', '019'],
  ['131483', ''],
  ['314831', ''],
  ['2A0041', ''],
  ['12A004', ''],
  ['31', ''],
])('the commune %j is in %j', (code, department) => {
  expect(departmentOfCommune(code)).toBe(department);
});
