import type { Contact } from '../../core/school/school.ts';
import type { Uai } from '../../core/units.ts';
import { countPhones, type FileTally } from './file-tally.ts';
import { mergeRecords } from './merge-records.ts';
import type { SchoolRecord } from './school-record.ts';

/** All that has been read so far, over all files. */
export interface Draft {
  readonly records: Map<Uai, { readonly record: SchoolRecord; readonly tally: FileTally }>;
  readonly named: Set<Uai>;
  readonly lists: Map<string, Map<string, Contact>>;
}

export function openDraft(): Draft {
  return { records: new Map(), named: new Set(), lists: new Map() };
}

/** One more row of a school: a new one, or a further site of one already read. */
export function addRecord(record: SchoolRecord, tally: FileTally, draft: Draft): void {
  for (const contact of record.contacts ?? []) tally.mails.add(contact.address);
  countPhones(tally, record.phones ?? []);
  const { uai } = record.school;
  const known = draft.records.get(uai);
  if (known === undefined) {
    draft.records.set(uai, { record, tally });
    return;
  }
  tally.merged += 1;
  draft.records.set(uai, { ...known, record: mergeRecords(known.record, record) });
}

/** One more entry of a list, or the same one again. */
export function addContact(contact: Contact, tally: FileTally, list: Map<string, Contact>): void {
  (contact.channel === 'mail' ? tally.mails : tally.mobiles).add(contact.address);
  const key = `${contact.uai} ${contact.role} ${contact.channel} ${contact.address}`;
  if (list.has(key)) tally.merged += 1;
  else tally.entries += 1;
  list.set(key, contact);
}

/** Count each school in the file where it was first met; at the end, as its main row may come late. */
export function countSchools(draft: Draft): void {
  for (const { record, tally } of draft.records.values()) {
    if (record.school.type === 'other') tally.otherBodies += 1;
    else tally.schools += 1;
    if (record.school.state === 'closing') tally.closing += 1;
    if (record.school.state === 'opening') tally.opening += 1;
  }
}
