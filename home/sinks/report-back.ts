import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Tell the sender what became of a mail, as the recipient's server would. */
export type ReportBack = (mail: {
  /** Envelope sender: where a report goes. */
  readonly from: string;
  readonly to: string;
  readonly messageId: string;
}) => Promise<void>;

/** Of 1,000 mailboxes, so many … Chosen, as a directory of some age has them. */
const UNKNOWN_OF_1000 = 8;
const FULL_OF_1000 = 3;
/** Mailboxes that send back what they get. */
export const DEAD_OF_1000 = UNKNOWN_OF_1000 + FULL_OF_1000;
/** … and so many tell that the mail arrived, which few servers do. */
const CONFIRMED_OF_1000 = 40;

/**
 * Let some mailboxes of a rehearsal be gone, some full, and some confirm: always the same ones, by
 * their address. The reports lie in a Maildir, in Postfix's shape.
 *
 * @param folder made if missing
 */
export function reportBackTo(folder: string): ReportBack {
  for (const part of ['tmp', 'new', 'cur']) mkdirSync(join(folder, part), { recursive: true });
  let count = 0;
  return async (mail) => {
    const fate = fateOf(mail.to);
    if (fate === null || mail.from === '') return;
    const name = `${(count += 1).toString().padStart(9, '0')}.P${process.pid}.sink`;
    await writeFile(join(folder, 'tmp', name), report(mail, fate));
    await rename(join(folder, 'tmp', name), join(folder, 'new', name));
  };
}

type Fate = typeof UNKNOWN | typeof FULL | typeof CONFIRMED;
const UNKNOWN = { action: 'failed', status: '5.1.1', said: '550 5.1.1 User unknown' } as const;
const FULL = { action: 'failed', status: '4.2.2', said: '452 4.2.2 Mailbox full' } as const;
const CONFIRMED = { action: 'delivered', status: '2.1.5', said: '250 2.1.5 Ok' } as const;

function fateOf(to: string): Fate | null {
  const place = createHash('sha256').update(to).digest().readUInt32BE() % 1_000;
  if (place < UNKNOWN_OF_1000) return UNKNOWN;
  if (place < UNKNOWN_OF_1000 + FULL_OF_1000) return FULL;
  return place < UNKNOWN_OF_1000 + FULL_OF_1000 + CONFIRMED_OF_1000 ? CONFIRMED : null;
}

const report = (
  { from, to, messageId }: Parameters<ReportBack>[0],
  { action, status, said }: Fate,
): string =>
  [
    'Return-Path: <>',
    `Delivered-To: ${from}`,
    'From: MAILER-DAEMON@sink.invalid',
    `To: ${from}`,
    'Subject: Delivery report',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="=_report"',
    '',
    '--=_report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; sink.invalid',
    '',
    `Final-Recipient: rfc822; ${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${said}`,
    '',
    '--=_report',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId}`,
    '',
    '--=_report--',
    '',
  ].join('\r\n');
