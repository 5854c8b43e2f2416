import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { CleanPage } from '../../../../app/mirror/ports.ts';
import type { Asked } from './asked-again.ts';

/** A page as it was written clean, and what that hung on besides its source. */
export interface PageEntry {
  readonly asked: Asked;
  readonly page: CleanPage;
}

/** What of an entry is JSON. Its two long texts follow as they are: most of its bytes. */
interface EntryHead {
  readonly asked: Asked;
  readonly page: Omit<CleanPage, 'body' | 'text'>;
  /** Of the body, in bytes; the text is the rest. */
  readonly bodyBytes: number;
}

/** SHA-256, in bytes. */
const SEAL = 32;
const LINE_END = 0x0a;

/**
 * An entry as a file: a seal, a line of JSON, the body, the text. What it holds goes into signed
 * pages unread, so nobody may write one who could not sign.
 */
export function writePageEntry(entry: PageEntry, name: string, secret: KeyObject): Uint8Array {
  const { body, text, ...page } = entry.page;
  const bodyBytes = Buffer.from(body);
  const head: EntryHead = { asked: entry.asked, page, bodyBytes: bodyBytes.length };
  const line = Buffer.from(`${JSON.stringify(head)}\n`);
  const sealed = Buffer.concat([line, bodyBytes, Buffer.from(text)]);
  return Buffer.concat([sealOf(sealed, name, secret), sealed]);
}

/** @returns null for a file that was cut short, changed, moved from another name, or sealed by another */
export function readPageEntry(file: Buffer, name: string, secret: KeyObject): PageEntry | null {
  const sealed = file.subarray(SEAL);
  const seal = file.subarray(0, SEAL);
  if (seal.length < SEAL || !timingSafeEqual(seal, sealOf(sealed, name, secret))) return null;
  const from = sealed.indexOf(LINE_END) + 1;
  const head: unknown = JSON.parse(sealed.toString('utf8', 0, from));
  if (!isHead(head)) return null;
  const to = from + head.bodyBytes;
  const [body, text] = [sealed.toString('utf8', from, to), sealed.toString('utf8', to)];
  return { asked: head.asked, page: { ...head.page, body, text } };
}

/** No more is asked: the seal says that this very edition of the cleaner wrote it. */
const isHead = (value: unknown): value is EntryHead =>
  typeof value === 'object' && value !== null && 'asked' in value && 'bodyBytes' in value;

const sealOf = (sealed: Uint8Array, name: string, secret: KeyObject): Buffer =>
  createHmac('sha256', secret).update(`${name}\n`).update(sealed).digest();
