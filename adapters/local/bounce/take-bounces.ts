import type { Receipt } from '../../../core/notice/receipt.ts';
import type { EpochMs } from '../../../core/units.ts';
import type { BounceAddresses } from './bounce-addresses.ts';
import { putSeen, type ReadMail, readNew } from './maildir.ts';
import { readBounce } from './read-bounce.ts';

export interface TakeBounces {
  /** A Maildir that the mail server delivers bounces to. */
  readonly folder: string;
  readonly addresses: BounceAddresses;
  /** Notices that a bounce may be of. */
  readonly notices: () => Iterable<string>;
  readonly now: () => EpochMs;
  /** Keep one receipt; told twice it changes nothing. */
  readonly note: (receipt: Receipt) => Promise<unknown>;
  /** @default of the file system */
  readonly read?: ReadMail;
}

/** What one look found. */
export interface BounceCounts {
  readonly noted: number;
  /** Still being tried by a server. */
  readonly notFinal: number;
  /** Reports that bear no proof of ours: forged, or of a notice that is long gone. */
  readonly unproven: number;
  /** For a person: left unread in the mailbox. */
  readonly other: number;
  /** Not ours to read, mostly: they stay in `new/` and are tried again by each look. */
  readonly unreadable: number;
  /** What the system said of the first of those. Absent when there is none. */
  readonly why?: string;
}

/** Messages of one look. Chosen: a whole académie's bounces are some hundreds. */
const LOOK_MOST = 200;

/**
 * Read what the mail server brought back, and note each report by the delivery that its address
 * proves. A message is put away after its receipt is kept: killed between, it is noted again.
 *
 * @throws PreauError of the ledger; the system's error when the folder cannot be read
 */
export async function takeBounces(needs: TakeBounces): Promise<BounceCounts> {
  const { mails, unreadable, why } = await readNew(needs.folder, LOOK_MOST, needs.read);
  const counts = { noted: 0, notFinal: 0, unproven: 0, other: 0 };
  for (const { name, raw } of mails) {
    const outcome = raw === null ? 'other' : await takeOne(raw, needs);
    counts[outcome] += 1;
    await putSeen(needs.folder, name, outcome === 'noted' || outcome === 'notFinal' ? 'S' : '');
  }
  return { ...counts, unreadable, ...(why === null ? {} : { why }) };
}

async function takeOne(
  raw: Buffer,
  { addresses, notices, now, note }: TakeBounces,
): Promise<'noted' | 'notFinal' | 'unproven' | 'other'> {
  const reading = await readBounce(raw);
  if (reading.kind === 'other') return 'other';
  if (reading.kind === 'not-final') return 'notFinal';
  for (const address of reading.to) {
    const key = addresses.keyOf(address, notices());
    if (key === null) continue;
    await note({ key, ...reading.word, at: now() });
    return 'noted';
  }
  return 'unproven';
}
