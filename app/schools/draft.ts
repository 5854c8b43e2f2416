import type { Contact } from '../../core/school/school.ts';
import type { Uai } from '../../core/units.ts';
import type { Attachment } from './attachment.ts';
import { countOne, countPhones, type FileTally } from './file-tally.ts';
import { joinRecords } from './join-records.ts';
import { mergeRecords } from './merge-records.ts';
import type { SchoolRecord } from './school-record.ts';

/** All that has been read so far, over all files. */
export interface Draft {
  /** Those of the first file as they were read, joined by those of the others. */
  records: Map<Uai, SchoolRecord>;
  readonly named: Set<Uai>;
  /** Said to be closed; one that another row says is open is so all the same. */
  readonly closed: Set<Uai>;
  /** The departments of files that surely do not name every school of theirs. */
  readonly incomplete: Set<string>;
  readonly lists: Map<string, Map<string, Contact>>;
  readonly tables: Map<string, Map<string, Attachment>>;
}

export function openDraft(): Draft {
  return {
    records: new Map(),
    named: new Set(),
    closed: new Set(),
    incomplete: new Set(),
    lists: new Map(),
    tables: new Map(),
  };
}

/** The schools of one file, before they join those of the others. */
export type FileRecords = Map<Uai, SchoolRecord>;

/** One more row of a school: a new one, or a further site of one that the same file had before. */
export function addRecord(record: SchoolRecord, tally: FileTally, records: FileRecords): void {
  const { uai } = record.school;
  const known = records.get(uai);
  if (known !== undefined) tally.merged += 1;
  records.set(uai, known === undefined ? record : mergeRecords(known, record));
}

/**
 * Count the schools of a whole file and move them to those of the files before.
 *
 * @param told which values the file has a column for; of the others nothing is known
 */
export function closeFile(
  records: FileRecords,
  tally: FileTally,
  told: { readonly mail: boolean; readonly phone: boolean },
  draft: Draft,
): void {
  // A country of records is not held in two maps for a moment.
  const isFirst = draft.records.size === 0;
  if (isFirst) draft.records = records;
  const namesAll = tally.unnamedRows === 0 && (tally.announced ?? 0) <= tally.rows;
  for (const [uai, read] of records) {
    if (!namesAll) draft.incomplete.add(read.school.department);
    if (read.school.type === 'other') tally.otherBodies += 1;
    else tally.schools += 1;
    if (read.school.state === 'closing') tally.closing += 1;
    if (read.school.state === 'opening') tally.opening += 1;
    for (const { address } of read.contacts ?? []) countOne(tally.mails, address);
    countPhones(tally, read.phones ?? []);
    const record =
      told.mail && told.phone
        ? read
        : {
            school: read.school,
            contacts: told.mail ? read.contacts : null,
            phones: told.phone ? read.phones : null,
          };
    if (isFirst) {
      if (record !== read) records.set(uai, record);
      continue;
    }
    const known = draft.records.get(uai);
    draft.records.set(uai, known === undefined ? record : joinRecords(known, record));
    records.delete(uai);
  }
}

/** One more entry of a list, or the same one again. */
export function addContact(contact: Contact, tally: FileTally, list: Map<string, Contact>): void {
  const { uai, role, channel, address } = contact;
  const isNew = addEntry(`${uai} ${role} ${channel} ${address}`, contact, tally, list);
  if (isNew) countOne(channel === 'mail' ? tally.mails : tally.mobiles, address);
}

/** One more row of a table of attachments, or the same one again. */
export function addAttachment(
  attachment: Attachment,
  tally: FileTally,
  table: Map<string, Attachment>,
): void {
  addEntry(`${attachment.uai} ${attachment.platform}`, attachment, tally, table);
}

function addEntry<Entry>(
  key: string,
  entry: Entry,
  tally: FileTally,
  entries: Map<string, Entry>,
): boolean {
  const isNew = !entries.has(key);
  if (isNew) tally.entries += 1;
  else tally.merged += 1;
  entries.set(key, entry);
  return isNew;
}
