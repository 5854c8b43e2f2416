import { PreauError, type Said } from '../../core/errors.ts';
import { readBytes } from './schools-csv-bytes.ts';

/** A piece of a file: its bytes, and the text that ends with them. */
export interface TextPiece {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** Chosen: the characters before a fault that show where it stands. */
const BEFORE = 40;

/**
 * A file as UTF-8, piece by piece, its byte order mark taken off the text. A letter that two pieces
 * share is text of the second.
 *
 * @throws PreauError as {@link readBytes}, and `directory-unreadable` when the text is not UTF-8
 */
export async function* readText(path: string): AsyncGenerator<TextPiece> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let read = 0;
  for await (const bytes of readBytes(path)) {
    if (read === 0) refuseUtf16(path, bytes);
    const text = decode(path, { read, bytes }, () => decoder.decode(bytes, { stream: true }));
    read += bytes.length;
    yield { bytes, text };
  }
  const bytes = new Uint8Array();
  yield { bytes, text: decode(path, { read, bytes }, () => decoder.decode()) };
}

function refuseUtf16(path: string, bytes: Uint8Array): void {
  const [first, second] = bytes;
  const isMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  // Without a mark, each letter of what a directory begins with has a zero beside it.
  if (isMark || first === 0 || second === 0) throw notUtf8(path, 'UTF-16', 'UTF-16');
}

interface Place {
  readonly read: number;
  readonly bytes: Uint8Array;
}

function decode(path: string, place: Place, run: () => string): string {
  try {
    return run();
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const { at, before } = describe(place);
    const got = `other bytes near byte ${at}${before === '' ? '' : `, after ${before}`}`;
    const key = before === '' ? 'got.bytesNear' : 'got.bytesAfter';
    throw notUtf8(path, got, { key, values: { at, before } }, cause);
  }
}

/** Where the first bytes stand that are no text, and what is written just before them. */
function describe({ read, bytes }: Place): { readonly at: number; readonly before: string } {
  const lossy = new TextDecoder().decode(bytes, { stream: true });
  const good = lossy.slice(0, Math.max(lossy.indexOf('\uFFFD'), 0));
  const at = read + new TextEncoder().encode(good).length;
  const before = (good.split('\n').at(-1) ?? '').slice(-BEFORE);
  return { at, before: before === '' ? '' : JSON.stringify(before) };
}

function notUtf8(path: string, got: string, said: Said | string, cause?: Error): PreauError {
  return new PreauError(
    'directory-unreadable',
    `${path}: expected text in UTF-8, got ${got}. Export it again as "CSV UTF-8", or convert it: iconv -f WINDOWS-1252 -t UTF-8.`,
    { cause, said: { key: 'list.utf8', values: { path, got: said } } },
  );
}
