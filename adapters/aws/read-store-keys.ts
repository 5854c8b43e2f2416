import { open } from 'node:fs/promises';
import * as z from 'zod/mini';
import { othersMayRead } from '../local/others-may-read.ts';
import { PreauError, type Said, saidOf } from '../../core/errors.ts';

/** What lets Préau write to a store at another hoster. */
interface StoreKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Chosen: two keys and their names have two hundred bytes. */
const FILE_MAX_BYTES = 4_096;

const key = z.string().check(z.minLength(1), z.maxLength(256));
const schema = z.object({ accessKeyId: key, secretAccessKey: key });

/**
 * Read a store's keys: `{"accessKeyId": …, "secretAccessKey": …}`. Nothing of them is ever told.
 *
 * @throws PreauError `file-unreadable` for an absent or too large file; `config-invalid` for one that
 *   others than its owner may read, or that holds something else
 */
export async function readStoreKeys(path: string): Promise<StoreKeys> {
  const { text, mode } = await readBounded(path);
  if (othersMayRead(mode))
    throw new PreauError(
      'config-invalid',
      `Expected keys that only their owner may read in ${path}, got mode ${(mode & 0o777).toString(8)}: run chmod 600 ${path}. If others have read it, have new keys made.`,
      { said: { key: 'secret.storeOpen', values: { path, mode: (mode & 0o777).toString(8) } } },
    );
  const read = z.safeParse(schema, parse(text));
  if (read.success) return read.data;
  throw new PreauError(
    'config-invalid',
    `Expected {"accessKeyId": …, "secretAccessKey": …} in ${path}, got something else. Put the keys of the store there.`,
    { said: { key: 'secret.storeOther', values: { path } } },
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function readBounded(
  path: string,
): Promise<{ readonly text: string; readonly mode: number }> {
  try {
    const file = await open(path, 'r');
    try {
      // Of the file that is open: no other can be put in its place.
      const status = await file.stat();
      if (!status.isFile()) throw unfit('no plain file', { key: 'got.noFile' });
      if (status.size > FILE_MAX_BYTES)
        throw unfit(`${status.size} bytes`, { key: 'got.bytes', values: { bytes: status.size } });
      return { text: await file.readFile('utf8'), mode: status.mode };
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new PreauError(
      'file-unreadable',
      `Expected a store's keys in ${path}, got: ${cause instanceof Error ? cause.message : String(cause)}. Put them there, or correct "credentials=" of the target.`,
      { cause, said: { key: 'secret.storeClosed', values: { path, why: saidOf(cause) } } },
    );
  }
}

const unfit = (message: string, said: Said): PreauError =>
  new PreauError('file-unreadable', message, { said });
