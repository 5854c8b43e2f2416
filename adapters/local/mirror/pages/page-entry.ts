import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { RememberedPage } from '../../../../app/mirror/page-memory.ts';

/** What of an entry is JSON. Its long texts follow as they are: most of its bytes. */
interface EntryHead extends Omit<RememberedPage, 'body' | 'text' | 'words'> {
  /** What `words` were counted of; null where nobody counted. */
  readonly letters: number | null;
  /** Bytes of the words, and of the body after them; the text is the rest. */
  readonly wordBytes: number;
  readonly bodyBytes: number;
}

/** SHA-256, in bytes. */
const SEAL = 32;
const LINE_END = 0x0a;

/**
 * An entry as a file: a seal, a line of JSON, the words, the body, the text. What it holds goes into
 * signed pages unread, so nobody may write one who could not sign.
 */
export function writePageEntry(entry: RememberedPage, name: string, secret: KeyObject): Uint8Array {
  const { body, text, words, ...page } = entry;
  const parts = [words?.packed ?? '', body(), text()].map((part) => Buffer.from(part));
  const [wordBytes = 0, bodyBytes = 0] = parts.map(({ length }) => length);
  const head: EntryHead = { ...page, letters: words?.letters ?? null, wordBytes, bodyBytes };
  const sealed = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...parts]);
  return Buffer.concat([sealOf(sealed, name, secret), sealed]);
}

/** @returns null for a file that was cut short, changed, moved from another name, or sealed by another */
export function readPageEntry(
  file: Buffer,
  name: string,
  secret: KeyObject,
): RememberedPage | null {
  const sealed = file.subarray(SEAL);
  const seal = file.subarray(0, SEAL);
  if (seal.length < SEAL || !timingSafeEqual(seal, sealOf(sealed, name, secret))) return null;
  const from = sealed.indexOf(LINE_END) + 1;
  const head: unknown = JSON.parse(sealed.toString('utf8', 0, from));
  if (!isHead(head)) return null;
  const { letters, wordBytes, bodyBytes, ...page } = head;
  const bodyAt = from + wordBytes;
  const textAt = bodyAt + bodyBytes;
  return {
    ...page,
    words: letters === null ? null : { letters, packed: sealed.toString('utf8', from, bodyAt) },
    body: () => sealed.toString('utf8', bodyAt, textAt),
    text: () => sealed.toString('utf8', textAt),
  };
}

/** No more is asked: the seal says that this very edition of the cleaner wrote it. */
const isHead = (value: unknown): value is EntryHead =>
  typeof value === 'object' && value !== null && 'asked' in value && 'bodyBytes' in value;

const sealOf = (sealed: Uint8Array, name: string, secret: KeyObject): Buffer =>
  createHmac('sha256', secret).update(`${name}\n`).update(sealed).digest();
