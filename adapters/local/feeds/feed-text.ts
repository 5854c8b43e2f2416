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

/** @returns undefined for what is no JSON */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(feedText(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
