/**
 * Read one header field from the top of a raw message, unfolded and decoded, without parsing the
 * rest: thousands of mails are listed, a few are opened.
 *
 * @returns '' when the field is not there
 */
export function decodeHeader(raw: Buffer, name: string): string {
  const top = raw.subarray(0, 16_384).toString('latin1');
  const end = top.search(/\r?\n\r?\n/u);
  const unfolded = (end < 0 ? top : top.slice(0, end)).replace(/\r?\n[ \t]+/gu, ' ');
  const line = unfolded
    .split(/\r?\n/u)
    .find((field) => field.slice(0, name.length + 1).toLowerCase() === `${name}:`.toLowerCase());
  return line === undefined ? '' : decodeWords(line.slice(name.length + 1).trim());
}

/** RFC 2047 §2: `=?UTF-8?Q?…?=` and `=?UTF-8?B?…?=`; white space between two of them goes (§6.2). */
export function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/gu, '?==?')
    .replace(/(?:=\?[\w-]+\?[bq]\?[^?]*\?=)+/giu, (words) => decodeRun(words) ?? words);
}

/** Adjacent words are joined before decoding: a character may be cut in two between them. */
function decodeRun(words: string): string | null {
  const parts = [...words.matchAll(/=\?([\w-]+)\?([bq])\?([^?]*)\?=/giu)];
  const bytes = parts.map(([, , encoding = '', data = '']) =>
    encoding.toLowerCase() === 'b' ? Buffer.from(data, 'base64') : quotedBytes(data),
  );
  try {
    return new TextDecoder(parts[0]?.[1] ?? 'utf-8').decode(Buffer.concat(bytes));
  } catch {
    return null;
  }
}

const quotedBytes = (data: string): Buffer =>
  Buffer.from(
    data
      .replaceAll('_', ' ')
      .replace(/=([0-9a-f]{2})/giu, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      ),
    'latin1',
  );
