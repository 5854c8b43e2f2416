import { statedCharset } from './stated-charset.ts';

/**
 * Read a lesson's bytes as text. In this order: what its byte order mark says; what it was sent or
 * declares itself as; UTF-8, with a sign in the place of each damaged letter; Windows-1252, which old
 * French pages are written in. Never fails: any byte means something in the last.
 *
 * Bytes that are UTF-8 throughout are UTF-8 even where a page or a server says Latin: servers say so
 * of everything, and no French text is both by chance.
 *
 * @param sent the charset that came with it, as in a Content-Type; anything unknown is passed over
 */
export function decodeText(bytes: Uint8Array, sent?: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeAs('utf-8', bytes);
  const charset = knownCharset(sent) ?? knownCharset(statedCharset(bytes)) ?? null;
  if (charset !== null && charset !== 'utf-8' && !ONE_BYTE.test(charset))
    return decodeAs(charset, bytes);
  const text = decodeAs('utf-8', bytes);
  const { damaged, whole } = countLetters(text);
  if (damaged === 0) return text;
  if (charset !== null && charset !== 'utf-8') return decodeAs(charset, bytes);
  return whole > 0 && whole >= damaged ? text : decodeAs('windows-1252', bytes);
}

/** Charsets of one byte a letter, as their labels are called by the Encoding Standard. */
const ONE_BYTE = /^(?:windows-\d+|iso-8859-\d+(?:-i)?|koi8-[ru]|macintosh|x-mac-cyrillic|ibm866)$/;

const decodeAs = (charset: string, bytes: Uint8Array): string =>
  new TextDecoder(charset).decode(bytes);

/** @returns the standard's name for it, or null @see https://encoding.spec.whatwg.org/#names-and-labels */
function knownCharset(label: string | null | undefined): string | null {
  if (label === null || label === undefined) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

/**
 * Letters beyond ASCII that UTF-8 reads, and signs where it reads none. A text of one byte a letter
 * has hardly one of the first: an accented letter would have to stand before two signs at least.
 */
function countLetters(text: string): { readonly damaged: number; readonly whole: number } {
  let damaged = 0;
  let whole = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0xff_fd) damaged += 1;
    else if (unit > 0x7f) whole += 1;
  }
  return { damaged, whole };
}
