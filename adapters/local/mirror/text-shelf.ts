import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { TextShelf } from '../../../app/mirror/kept-text.ts';
import { temporaryName } from './temporary-name.ts';

export interface OpenTextShelf extends TextShelf {
  /** Nothing that was put there can be read after. */
  close(): void;
}

/** Bytes of a UTF-16 unit: at that width any part of a text is found by its place alone. */
const UNIT = 2;

/**
 * A shelf in one file without a name: it is gone with the process, however that ends.
 *
 * What finds no room on it, or no file, stays in memory.
 *
 * @param folder of a mirror's store
 */
export function textShelf(folder: string): OpenTextShelf {
  let file: number | null | undefined;
  let end = 0;
  return {
    put: (text) => {
      const at = end;
      // With the first text: by then the store is there.
      if (file === undefined) file = openNameless(folder);
      const opened = file;
      if (opened === null || text === '' || !isWritten(opened, Buffer.from(text, 'utf16le'), at))
        return text;
      const { length } = text;
      end += length * UNIT;
      return { length, read: (from, to) => readAt(opened, at + from * UNIT, (to - from) * UNIT) };
    },
    close: () => {
      if (typeof file === 'number') closeSync(file);
    },
  };
}

function openNameless(folder: string): number | null {
  const path = join(folder, temporaryName('file'));
  try {
    const opened = openSync(path, 'wx+', 0o600);
    unlinkSync(path);
    return opened;
  } catch {
    return null;
  }
}

function isWritten(opened: number, bytes: Uint8Array, at: number): boolean {
  try {
    return writeSync(opened, bytes, 0, bytes.length, at) === bytes.length;
  } catch {
    return false;
  }
}

function readAt(opened: number, at: number, sizeBytes: number): string {
  const bytes = Buffer.allocUnsafe(sizeBytes);
  const got = readSync(opened, bytes, 0, sizeBytes, at);
  if (got !== sizeBytes) throw new Error(`expected ${sizeBytes} bytes on the shelf, got ${got}`);
  return bytes.toString('utf16le');
}
