/** RFC 1035 3.3: one length byte. */
const STRING_MAX_BYTES = 255;
/** Route 53: a TXT value has at most 4,000 characters. */
const VALUE_MAX_CHARACTERS = 4_000;

const QUOTED = /^\s*"((?:[^"\\]|\\[0-7]{3}|\\["\\])*)"/;

/**
 * The RDATA of a TXT value as Route 53 writes it: strings in double quotes with spaces between them;
 * inside, `\"`, `\\` and `\` with three octal digits.
 *
 * @returns `null` for anything else, and for a string of more than 255 bytes
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html
 */
export function textData(value: string): Buffer | null {
  if (value.length > VALUE_MAX_CHARACTERS) return null;
  const strings: Buffer[] = [];
  let rest = value;
  for (let quoted = QUOTED.exec(rest); quoted; quoted = QUOTED.exec(rest)) {
    const bytes = unescaped(quoted[1] ?? '');
    if (!bytes || bytes.length > STRING_MAX_BYTES) return null;
    strings.push(Buffer.from([bytes.length]), bytes);
    rest = rest.slice(quoted[0].length);
  }
  return strings.length > 0 && rest.trim() === '' ? Buffer.concat(strings) : null;
}

function unescaped(text: string): Buffer | null {
  const parts: Buffer[] = [];
  for (const [part] of text.matchAll(/\\[0-7]{3}|\\.|[^\\]+/gs)) {
    const code =
      part.length === 4 && part.startsWith('\\') ? Number.parseInt(part.slice(1), 8) : null;
    if (code !== null && code > 255) return null;
    const plain = part.startsWith('\\') ? part.slice(1) : part;
    parts.push(code === null ? Buffer.from(plain) : Buffer.from([code]));
  }
  return Buffer.concat(parts);
}
