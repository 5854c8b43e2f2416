import { writeFileSync } from 'node:fs';
import { loadDirectoryTables } from '../../../adapters/local/directory-tables.ts';
import { createPhoneReader } from '../../../adapters/local/schools-csv-phone.ts';
import { openSchools } from '../../../adapters/local/schools-open.ts';
import { type ImportPorts, importSchools } from '../../../app/schools/import-schools.ts';
import type { SchoolImport, StoreChanges } from '../../../app/schools/school-store.ts';
import { indexAcademies } from '../../../core/school/academie.ts';
import { scratchFile } from '../scratch.ts';
import { type FuzzTarget, mustHold } from '../target.ts';

const NO_CHANGES: StoreChanges = {
  added: 0,
  changed: 0,
  unchanged: 0,
  reopened: 0,
  gone: 0,
  doubted: [],
  contactsAdded: 0,
  contactsRemoved: 0,
  contactsWithoutSchool: 0,
  attachmentsAdded: 0,
  attachmentsRemoved: 0,
  attachmentsWithoutSchool: 0,
};

/** No address or name that would end a line of a header, a log or a message. */
function lookAt({ records, lists }: SchoolImport): StoreChanges {
  const contacts = lists.flatMap((list) => list.contacts);
  for (const { school, contacts: own } of records) {
    mustHold(!/[\p{Cc}]/u.test(`${school.name}${school.commune}`), 'a control letter in a name');
    contacts.push(...(own ?? []));
  }
  const isOneLine = ({ address }: { readonly address: string }) => /^[^\p{Cc}\s]+$/u.test(address);
  mustHold(contacts.every(isOneLine), 'an address of more than one word');
  return NO_CHANGES;
}

const { academies, territories } = loadDirectoryTables();
const ports: ImportPorts = {
  open: openSchools,
  academies: indexAcademies(academies),
  territories,
  readPhone: createPhoneReader(territories),
  platforms: new Set(['ent-nord']),
  store: { departmentOf: () => null, isOpen: () => false, apply: lookAt },
};

/** A list of schools, of contacts or of attachments, in CSV or JSON, as the ministry or a region sends it. */
export const schoolLists: FuzzTarget = {
  name: 'school-lists',
  shape: 'text',
  maxBytes: 65_536,
  words: [
    ';',
    ',',
    '\t',
    '"',
    '""',
    '\r\n',
    '\n',
    'uai',
    '0590001A',
    '+33601020304',
    '@',
    '=HYPERLINK(',
  ],
  run: async (input) => {
    const path = scratchFile('schools.csv');
    writeFileSync(path, input);
    const { files } = await importSchools([path], ports, { dryRun: true });
    const [file] = files;
    const { rows = 0, schools = 0, otherBodies = 0, entries = 0 } = file ?? {};
    const { merged = 0, rejectedRows = 0 } = file ?? {};
    const told = schools + otherBodies + entries + merged + rejectedRows;
    mustHold(rows === told, `${rows} rows, and ${told} accounted for`);
    return `${file?.kind} ${Math.min(rows, 4)} ${Math.min(rejectedRows, 4)} ${entries > 0}`;
  },
};

export const targets = [schoolLists];
