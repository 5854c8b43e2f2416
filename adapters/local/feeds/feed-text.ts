import { parseForeignJson } from '../../../core/parse-foreign-json.ts';
/**
 * The text of a feed, by its byte order mark: AWS sends UTF-16BE. UTF-8 without one. Bytes that are no
 * text come out as replacement characters, and are then of no form.
 */
export function feedText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

/** A status page has some ten levels. Chosen. */
const DEPTH_MAX = 64;

/** @returns undefined for what is no JSON, or nested deeper than any page */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    const text = feedText(bytes);
    return isShallow(text) ? (parseForeignJson(text) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

/** The parser takes seconds for millions of open brackets, which are counted in milliseconds. */
function isShallow(text: string): boolean {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length && depth <= DEPTH_MAX; at += 1) {
    const letter = text[at];
    if (isQuoted) {
      if (letter === '\\') at += 1;
      else if (letter === '"') isQuoted = false;
    } else if (letter === '"') isQuoted = true;
    else if (letter === '[' || letter === '{') depth += 1;
    else if (letter === ']' || letter === '}') depth -= 1;
  }
  return depth <= DEPTH_MAX;
}
