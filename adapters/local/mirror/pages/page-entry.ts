import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { CleanPage } from '../../../../app/mirror/ports.ts';
import type { Asked } from './asked-again.ts';

/** A page as it was written clean, and what that hung on besides its source. */
export interface PageEntry {
  readonly asked: Asked;
  readonly page: CleanPage;
}

const texts = z.record(z.string(), z.string());

const entry = z.strictObject({
  asked: z.strictObject({ links: z.array(z.string()), judged: texts, described: texts }),
  page: z.strictObject({
    title: z.nullable(z.string()),
    language: z.nullable(z.string()),
    body: z.string(),
    text: z.string(),
    removed: z.record(z.string(), z.number()),
  }),
});

/** SHA-256, in bytes. */
const SEAL = 32;

/**
 * An entry as a file: a seal, then JSON. What it holds goes into signed pages unread, so nobody may
 * write one who could not sign.
 */
export function writePageEntry(
  entryToKeep: PageEntry,
  name: string,
  secret: Uint8Array,
): Uint8Array {
  const json = Buffer.from(JSON.stringify(entryToKeep));
  return Buffer.concat([sealOf(json, name, secret), json]);
}

/** @returns null for a file that was cut short, changed, moved from another name, or sealed by another */
export function readPageEntry(
  file: Uint8Array,
  name: string,
  secret: Uint8Array,
): PageEntry | null {
  const json = file.subarray(SEAL);
  const seal = file.subarray(0, SEAL);
  if (seal.length < SEAL || !timingSafeEqual(seal, sealOf(json, name, secret))) return null;
  const read = entry.safeParse(JSON.parse(Buffer.from(json).toString('utf8')));
  return read.success ? read.data : null;
}

const sealOf = (json: Uint8Array, name: string, secret: Uint8Array): Buffer =>
  createHmac('sha256', secret).update(`${name}\n`).update(json).digest();
