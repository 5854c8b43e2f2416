import type { LocalDirectory } from '../../../adapters/local/directory.ts';
import type { SchoolWithContacts } from '../../../app/ports.ts';
import type { SchoolRecord } from '../../../app/schools/school-record.ts';
import type { SchoolImport, StoreChanges } from '../../../app/schools/school-store.ts';
import type { Platform } from '../../../core/platform.ts';
import type { Contact } from '../../../core/school/school.ts';
import { durationMs, type E164, hosterId, platformId, type Uai } from '../../../core/units.ts';
import { uaiOf } from '../../app/schools/fixtures.ts';

const contact = (uai: Uai, address: string, more: Partial<Contact> = {}): Contact => ({
  uai,
  role: 'office',
  channel: 'mail',
  address,
  language: 'fr',
  origin: 'directory',
  ...more,
});
export const optIn = (uai: Uai, address: string): Contact =>
  contact(uai, address, { role: 'head', channel: 'sms', origin: 'opt-in' });

export const record = (n: number, more: Partial<SchoolRecord['school']> = {}): SchoolRecord => {
  const uai = uaiOf(n);
  return {
    school: {
      uai,
      name: `Ecole ${n}`,
      type: 'ecole',
      academie: 'Toulouse',
      department: '031',
      commune: 'Toulouse',
      timeZone: 'Europe/Paris',
      state: 'open',
      ...more,
    },
    contacts: [contact(uai, `e${n}@b.example`)],
    phones: [{ number: '+33639980001' as E164, line: 'mobile' }],
  };
};

export const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

export function bring(
  store: LocalDirectory,
  records: readonly SchoolRecord[],
  more: Partial<SchoolImport> & { readonly dryRun?: boolean } = {},
): StoreChanges {
  const named = new Set(records.map(({ school }) => school.uai));
  const { dryRun = false, ...rest } = more;
  const none = { closed: new Set<Uai>(), incomplete: new Set<string>(), lists: [], tables: [] };
  return store.apply({ records, named, ...none, ...rest }, { dryRun });
}

export const platform: Platform = {
  id: platformId('ent'),
  name: 'ENT',
  smsName: 'ENT',
  kind: 'ent',
  hostname: 'ent.example',
  hoster: hosterId('a'),
  origin: {
    host: 'origin.example',
    addresses: [],
    port: 443,
    path: '/',
    expect: '',
    slowMs: durationMs(1),
  },
  mirror: {
    hoster: hosterId('b'),
    addresses: [],
    port: 443,
    ownName: 'm.example',
    maxAgeMs: durationMs(1),
  },
  serves: { academies: ['toulouse'] },
  owners: [],
};

export async function served(store: Pick<LocalDirectory, 'schoolsFor'>, of = platform) {
  const entries: SchoolWithContacts[] = [];
  for await (const entry of store.schoolsFor(of)) entries.push(entry);
  return entries;
}
