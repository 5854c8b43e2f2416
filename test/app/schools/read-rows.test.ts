// Goal: one row gives a school and its contacts, and each faulty value is told and costs no other.
// Method: a good row with one cell changed at a time.
import { describe, expect, test } from 'vitest';
import { readContactRow } from '../../../app/schools/read-contact-row.ts';
import { readSchoolRow } from '../../../app/schools/read-school-row.ts';
import { territoryOf } from '../../../core/school/territory.ts';
import { reading, uaiOf } from './fixtures.ts';

const GOOD = {
  uai: '0311131L',
  name: 'Lycée Sainte-Thérèse',
  type: 'Lycée',
  commune: 'Saint-Gaudens',
  communeCode: '31483',
  department: '031',
  academie: 'Toulouse',
  phone: '05 36 49 92 86',
  mail: '0311131L@ac-toulouse.example',
  state: 'OUVERT',
};
const HEADERS = { phone: 'Telephone', mail: 'Mail', name: 'Nom_etablissement', state: 'etat' };

const read = (changes: Partial<typeof GOOD> = {}, headers: Partial<typeof GOOD> = HEADERS) =>
  readSchoolRow(7, { ...GOOD, ...changes }, headers, reading);

test('a good row is a school with its functional mail and its number', () => {
  const { record, rejected } = read();
  expect(rejected).toEqual([]);
  expect(record?.school).toEqual({
    uai: '0311131L',
    name: 'Lycée Sainte-Thérèse',
    type: 'lycee',
    academie: 'Toulouse',
    department: '031',
    commune: 'Saint-Gaudens',
    timeZone: 'Europe/Paris',
    state: 'open',
  });
  expect(record?.contacts).toEqual([
    {
      uai: '0311131L',
      role: 'office',
      channel: 'mail',
      address: '0311131l@ac-toulouse.example',
      language: 'fr',
      origin: 'directory',
    },
  ]);
  expect(record?.phones).toEqual([{ number: '+33536499286', line: 'landline' }]);
});

test('a mobile of the directory is a number to dial, and no SMS contact', () => {
  const { record } = read({ phone: '06 39 98 00 01' });
  expect(record?.phones).toEqual([{ number: '+33639980001', line: 'mobile' }]);
  expect(record?.contacts?.map(({ channel }) => channel)).toEqual(['mail']);
});

test('all numbers and mails of a cell are read, and the same one twice once', () => {
  const { record, rejected } = read({
    phone: '05 36 49 92 86 / 05.36.49.30.89 ou 0465715917 0536499286',
    mail: 'a@b.example; A@B.example, c@d.example ou e@f.example',
  });
  expect(rejected).toEqual([]);
  expect(record?.phones?.map(({ number }) => number)).toEqual([
    '+33536499286',
    '+33536493089',
    '+33465715917',
  ]);
  expect(record?.contacts?.map(({ address }) => address)).toEqual([
    'a@b.example',
    'c@d.example',
    'e@f.example',
  ]);
});

test('a bad number and a bad mail are told, and the school keeps the good ones', () => {
  const { record, rejected } = read({ phone: '0056109125', mail: 'x@ ; ok@b.example' });
  expect(record?.phones).toEqual([]);
  expect(record?.contacts?.map(({ address }) => address)).toEqual(['ok@b.example']);
  expect(rejected).toEqual([
    { line: 7, uai: '0311131L', column: 'Mail', value: 'x@', reason: 'mail-invalid' },
    {
      line: 7,
      uai: '0311131L',
      column: 'Telephone',
      value: '0056109125',
      reason: 'phone-leading-00',
    },
  ]);
});

test('a cell of a thousand numbers is bounded, and the rest told as one value', () => {
  const { record, rejected } = read({ phone: Array(1_000).fill('0536499286').join('/') });
  expect(record?.phones).toHaveLength(1);
  expect(rejected.map(({ reason }) => reason)).toEqual(['too-many-values']);
  expect(rejected[0]?.value).toHaveLength(200);
});

test.each([
  ['OUVERT', 'open'],
  ['', 'open'],
  ['A FERMER', 'closing'],
  ['À fermer', 'closing'],
  ['A OUVRIR', 'opening'],
])('the state %j is %s', (cell, state) => {
  expect(read({ state: cell }).record?.school.state).toBe(state);
});

test('a closed school is a rejected row, an unknown state an open school', () => {
  expect(read({ state: 'FERME' })).toMatchObject({
    record: null,
    uai: '0311131L',
    rejected: [{ reason: 'state-closed' }],
  });
  expect(read({ state: 'EN TRAVAUX' })).toMatchObject({
    record: { school: { state: 'open' } },
    rejected: [{ reason: 'state-unknown' }],
  });
});

test.each([
  [{ uai: '0311131K' }, 'uai-check-letter'],
  [{ uai: 'x' }, 'uai-shape'],
])('the row with %j is rejected', (changes, reason) => {
  const { record, rejected } = read(changes);
  expect(record).toBeNull();
  expect(rejected.at(-1)?.reason).toBe(reason);
});

test.each([
  [
    '=HYPERLINK("http://x.example";"Collège")',
    'HYPERLINK("http://x.example";"Collège")',
    'formula',
  ],
  ["+cmd|' /C calc'!A0", "cmd|' /C calc'!A0", 'formula'],
  ['Collège\u202E Michelet', 'Collège Michelet', 'control-character'],
  ['Collège\0 Michelet', 'Collège Michelet', 'control-character'],
])('the name %j is made harmless, and that is told', (cell, name, reason) => {
  const { record, rejected } = read({ name: cell });
  expect(record?.school.name).toBe(name);
  expect(rejected.map((rejection) => rejection.reason)).toEqual([reason]);
});

test.each([
  [{ name: '  ' }, 'Lycée, Saint-Gaudens'],
  [{ name: '', type: 'COLLEGE', commune: '' }, 'Collège'],
  [{ name: '\0\u202E', type: '' }, 'Établissement, Saint-Gaudens'],
])('a school without a name, %j, is kept and called %j, and that is told', (changes, name) => {
  const { record, rejected } = read(changes);
  expect(record?.school.name).toBe(name);
  expect(rejected.at(-1)?.reason).toBe('name-missing');
});

describe('the place of a school', () => {
  test('comes from the commune when the department is missing', () => {
    expect(read({ department: '', communeCode: '97411' })).toMatchObject({
      record: { school: { department: '974', timeZone: 'Indian/Reunion' } },
      rejected: [],
    });
  });

  test('is never taken from the UAI: Wallis has the prefix of Tahiti', () => {
    const { record } = read({
      uai: uaiOf(9_870_001),
      department: '986',
      academie: 'Wallis et Futuna',
    });
    expect(record?.school.timeZone).toBe('Pacific/Wallis');
  });

  test('that no table knows is told, and the school kept for its mail', () => {
    const { record, rejected } = read({ department: '999', communeCode: '', academie: 'X' });
    expect(record?.school).toMatchObject({
      department: '',
      academie: '',
      timeZone: 'Europe/Paris',
    });
    expect(record?.phones).toEqual([]);
    expect(rejected.map(({ reason }) => reason)).toEqual([
      'department-unknown',
      'academie-unknown',
      'phone-territory-unknown',
    ]);
  });

  test('gives the académie where the file has none', () => {
    expect(read({ academie: '' })).toMatchObject({
      record: { school: { academie: 'Toulouse' } },
      rejected: [],
    });
  });
});

const ENTRY = {
  uai: '0311131L',
  role: 'head',
  channel: 'sms',
  address: '06 39 98 00 37',
  language: 'fr',
};
const toulouse = territoryOf('031', reading.territories);
const readEntry = (changes: Partial<typeof ENTRY>, territory = toulouse, isKnown = () => true) =>
  readContactRow(3, { ...ENTRY, ...changes }, { uai: 'uai', address: 'adresse' }, territory, {
    ...reading,
    isKnown,
  });

test('an entry of the opt-in list is an opt-in contact', () => {
  expect(readEntry({ role: 'Proviseure', channel: 'SMS', language: '' }).contact).toEqual({
    uai: '0311131L',
    role: 'head',
    channel: 'sms',
    address: '+33639980037',
    language: 'fr',
    origin: 'opt-in',
  });
  const mail = readEntry({ channel: 'courriel', address: 'A@b.example', language: 'English' });
  expect(mail.contact).toMatchObject({ channel: 'mail', address: 'a@b.example', language: 'en' });
});

test.each([
  [{ uai: '0311131M' }, 'uai-check-letter'],
  [{ role: 'constructor' }, 'role-unknown'],
  [{ role: '' }, 'role-unknown'],
  [{ channel: 'pigeon' }, 'channel-unknown'],
  [{ language: 'tlh' }, 'language-unknown'],
  [{ address: '05 36 49 92 86' }, 'phone-not-mobile'],
  [{ address: '0056109125' }, 'phone-leading-00'],
  [{ channel: 'mail', address: 'x' }, 'mail-invalid'],
])('an entry with %j is rejected', (changes, reason) => {
  const { contact, rejected } = readEntry(changes);
  expect(contact).toBeNull();
  expect(rejected).toMatchObject([{ line: 3, reason }]);
});

test('an entry of an unknown school needs the international form', () => {
  expect(readEntry({}, null).rejected).toMatchObject([{ reason: 'phone-territory-unknown' }]);
  expect(readEntry({ address: '+33 6 39 98 00 37' }, null).contact?.address).toBe('+33639980037');
});

test('an entry of a school that is not there is kept, and told', () => {
  const { contact, rejected } = readEntry({}, toulouse, () => false);
  expect(contact?.address).toBe('+33639980037');
  expect(rejected).toEqual([
    { line: 3, uai: '0311131L', column: 'uai', value: '0311131L', reason: 'school-unknown' },
  ]);
});
