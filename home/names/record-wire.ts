/**
 * A name as DNS carries it (RFC 1035 3.1): labels after their lengths, then a zero.
 *
 * @returns `null` for what is no host name: an empty label or one of more than 63 characters, 255
 *   bytes in all exceeded, a character other than letters, digits, `-` and `_`
 */
export function wireName(name: string): Buffer | null {
  const trimmed = name.endsWith('.') ? name.slice(0, -1) : name;
  if (trimmed === '') return Buffer.alloc(1);
  // RFC 1035 2.3.4: 255 bytes with the lengths, which is 253 characters of text.
  if (trimmed.length > 253 || !HOST_NAME.test(trimmed)) return null;
  const labels = trimmed.split('.').map((label) => String.fromCharCode(label.length) + label);
  return Buffer.from(`${labels.join('')}\0`, 'latin1');
}

const HOST_NAME = /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/i;

/**
 * A wire name as it is looked up by: its bytes as text, in lower case (RFC 4343). Lengths are below
 * 64 and so never letters. No label can pass for two, whatever bytes it holds.
 */
export const keyOfWire = (message: Buffer, start: number, end: number): string =>
  message.toString('latin1', start, end).toLowerCase();

/** The key of a name in text; one that no question has for what is no host name. */
export function nameKey(name: string): string {
  const wire = wireName(name);
  return wire ? keyOfWire(wire, 0, wire.length) : `?${name}`;
}

/** The key itself, then that of each name above it, the root last. Empty for no host name. */
export function* keysUpwards(key: string): Iterable<string> {
  if (key.startsWith('?')) return;
  for (let at = 0; at < key.length; at += key.charCodeAt(at) + 1) yield at ? key.slice(at) : key;
}
