import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** One message that lies in a Maildir and nobody has seen. */
export interface NewMail {
  readonly name: string;
  /** At most {@link READ_MOST_BYTES} of it; null for what is no plain file. */
  readonly raw: Buffer | null;
}

/** What one look at a Maildir found. */
export interface NewMails {
  readonly mails: readonly NewMail[];
  /** Messages that are there and cannot be read, mostly for want of a right: they stay where they are. */
  readonly unreadable: number;
  /** What the system said of the first of those; null when there is none. */
  readonly why: string | null;
}

/** Reads one file's beginning; null for what is no plain file. */
export type ReadMail = (path: string) => Promise<Buffer | null>;

/** Of a message: a report's own parts come before the mail that it gives back. Chosen. */
const READ_MOST_BYTES = 262_144;

/** Of one look, beside those that it takes: they hide none behind them until there are more. Chosen. */
const UNREADABLE_MOST = 2_000;

/**
 * The messages in `new/`, the oldest name first. The mail server writes there; no lock is needed.
 *
 * @param most of one look; the others are found by the next
 * @returns none while there is no such folder yet
 * @see https://cr.yp.to/proto/maildir.html
 */
export async function readNew(
  folder: string,
  most: number,
  read: ReadMail = readStart,
): Promise<NewMails> {
  const names = await readdir(join(folder, 'new')).catch(noneIfMissing);
  const mails: NewMail[] = [];
  const failures: string[] = [];
  for (const name of names.toSorted(byCode)) {
    if (mails.length >= most || failures.length >= UNREADABLE_MOST) break;
    try {
      mails.push({ name, raw: await read(join(folder, 'new', name)) });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      // Another program took it meanwhile.
      if (code === 'ENOENT') continue;
      if (code === 'ELOOP' || code === 'ENXIO') mails.push({ name, raw: null });
      else failures.push(String(error));
    }
  }
  return { mails, unreadable: failures.length, why: failures[0] ?? null };
}

/**
 * Put a message among the seen ones, as a mail program does.
 *
 * @param flags `S` for one that was read as a report; none for one that a person should read
 */
export async function putSeen(folder: string, name: string, flags: '' | 'S'): Promise<void> {
  await mkdir(join(folder, 'cur'), { recursive: true });
  const [unique = name] = name.split(':');
  await rename(join(folder, 'new', name), join(folder, 'cur', `${unique}:2,${flags}`));
}

/** Never through a link, and never a pipe: whoever may write here must not make us read elsewhere. */
async function readStart(path: string): Promise<Buffer | null> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file: FileHandle = await open(path, O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0));
  try {
    if (!(await file.stat()).isFile()) return null;
    const buffer = Buffer.alloc(READ_MOST_BYTES);
    const { bytesRead } = await file.read(buffer, 0, READ_MOST_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const byCode = (one: string, other: string): number => (one < other ? -1 : 1);

function noneIfMissing(error: NodeJS.ErrnoException): readonly string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
