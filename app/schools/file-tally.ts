import type { FileReport } from './import-report.ts';
import type { Phone } from './phone-reader.ts';
import { type Rejection, VALUE_MAX } from './rejection.ts';
import type { SchoolSource, SourceRow } from './school-source.ts';

/** The distinct addresses, or numbers: all, and those that serve several schools or entries. */
interface Served {
  readonly all: Set<string>;
  readonly shared: Set<string>;
}

const nobodyServed = (): Served => ({ all: new Set(), shared: new Set() });

/** The running account of one file. Changed in place: a file may have half a million rows. */
export interface FileTally {
  readonly file: string;
  readonly kind: SchoolSource['kind'];
  readonly places: SchoolSource['places'];
  rows: number;
  announced: number | null;
  schools: number;
  otherBodies: number;
  entries: number;
  merged: number;
  rejectedRows: number;
  unnamedRows: number;
  closing: number;
  opening: number;
  readonly mails: Served;
  readonly mobiles: Served;
  readonly landlines: Served;
  readonly rejected: Rejection[];
}

export function openTally(
  file: string,
  { kind, places }: Pick<SchoolSource, 'kind' | 'places'>,
): FileTally {
  return {
    file,
    kind,
    places,
    rows: 0,
    announced: null,
    schools: 0,
    otherBodies: 0,
    entries: 0,
    merged: 0,
    rejectedRows: 0,
    unnamedRows: 0,
    closing: 0,
    opening: 0,
    mails: nobodyServed(),
    mobiles: nobodyServed(),
    landlines: nobodyServed(),
    rejected: [],
  };
}

export function countPhones(tally: FileTally, phones: readonly Phone[]): void {
  for (const { number, line } of phones) {
    countOne(line === 'mobile' ? tally.mobiles : tally.landlines, number);
  }
}

/** One more school, or entry, that this address or number serves. */
export function countOne({ all, shared }: Served, value: string): void {
  if (all.has(value)) shared.add(value);
  else all.add(value);
}

/** A record that could not even be cut into cells. */
export function countBroken(
  tally: FileTally,
  row: Extract<SourceRow<string>, { readonly kind: 'broken' }>,
): void {
  tally.rejectedRows += 1;
  const value = row.text.slice(0, VALUE_MAX);
  tally.rejected.push({ line: row.line, uai: '', column: '', value, reason: row.reason });
}

export function closeTally(tally: FileTally): FileReport {
  const { mails, mobiles, landlines, announced, ...counted } = tally;
  const contacts = {
    email: mails.all.size,
    mobile: mobiles.all.size,
    landline: landlines.all.size,
  };
  const shared = {
    email: mails.shared.size,
    mobile: mobiles.shared.size,
    landline: landlines.shared.size,
  };
  return { ...counted, contacts, shared, ...(announced !== null && { announced }) };
}
