import { crc32 } from 'node:zlib';

/** A name as a ZIP holds it. */
export interface RawName {
  readonly bytes: Buffer;
  /** The Unicode path extra field 0x7075, whole; null when there is none. */
  readonly unicodePath: Buffer | null;
}

/**
 * The upper half of code page 437, which the format prescribes where no flag is set.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT appendix D.1
 */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0';

/** Letters that names in French, and its neighbours, are made of. */
const EVERYDAY = /[àâäçéèêëîïôöœùûüÿæÀÂÄÇÉÈÊËÎÏÔÖŒÙÛÜÆáíóúñß«»°’]/;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');

/**
 * Read the names of one ZIP. The Unicode field, then whether the bytes are UTF-8 decide for each:
 * the language encoding flag, bit 11, says nothing that valid UTF-8 does not, and a wrong one less. What is left was written by one tool on one machine: Windows-1252 or code page
 * 437, whichever reads more like words over all of it, and 437 as the format says when in doubt.
 */
export function zipNames(raw: readonly RawName[]): readonly string[] {
  const certain = raw.map(certainName);
  const doubtful = raw.filter((_, index) => certain[index] === null).map(({ bytes }) => bytes);
  const decode = oldEncoding(doubtful);
  return raw.map(({ bytes }, index) => slashes(certain[index] ?? decode(bytes)));
}

function certainName({ bytes, unicodePath }: RawName): string | null {
  return (unicodePath === null ? null : unicodeName(unicodePath, bytes)) ?? asUtf8(bytes);
}

/** Version 1, CRC of the plain name, the name in UTF-8. Info-ZIP, APPNOTE 4.6.9. */
function unicodeName(field: Buffer, plain: Buffer): string | null {
  if (field.length < 6 || field[0] !== 1) return null;
  return field.readUInt32LE(1) === crc32(plain) ? asUtf8(field.subarray(5)) : null;
}

function asUtf8(bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

type Decode = (bytes: Buffer) => string;

const asCp437: Decode = (bytes) =>
  Array.from(bytes, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : (CP437[byte - 0x80] ?? ''),
  ).join('');

const asWindows1252: Decode = (bytes) => windows1252.decode(bytes);

function oldEncoding(names: readonly Buffer[]): Decode {
  const score = (decode: Decode): number =>
    names.reduce((sum, bytes) => sum + plausibility(decode(bytes)), 0);
  return score(asWindows1252) > score(asCp437) ? asWindows1252 : asCp437;
}

/** A letter of everyday words speaks for a reading; a frame, a sign or a capital amid small letters against. */
function plausibility(text: string): number {
  const letters = Array.from(text);
  return letters.reduce((sum, letter, index) => {
    if (letter < '\u0080') return sum;
    if (!EVERYDAY.test(letter)) return sum - 1;
    return sum + (isAmiss(letters[index - 1], letter, letters[index + 1]) ? -1 : 1);
  }, 0);
}

const isAmiss = (before = '', letter: string, after = ''): boolean =>
  (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(letter)) ||
  (/\p{Ll}/u.test(letter) && /\p{Lu}/u.test(after));

/** Some Windows tools write backslashes alone, against APPNOTE 4.4.17. Checked as any name after. */
const slashes = (name: string): string => (name.includes('/') ? name : name.replaceAll('\\', '/'));
