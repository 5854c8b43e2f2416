import { isIPv4, isIPv6 } from 'node:net';

/** Four bytes. @returns `null` for what is no IPv4 address in dotted decimals */
export const ipv4Data = (text: string): Buffer | null =>
  isIPv4(text) ? Buffer.from(text.split('.').map(Number)) : null;

/** Sixteen bytes. @returns `null` for what is no IPv6 address, or one with a zone index */
export function ipv6Data(text: string): Buffer | null {
  if (!isIPv6(text) || text.includes('%')) return null;
  const [head = '', tail] = text.split('::');
  const before = wordsOf(head);
  const after = tail === undefined ? [] : wordsOf(tail);
  const bytes = Buffer.alloc(16);
  for (const [index, word] of before.entries()) bytes.writeUInt16BE(word, index * 2);
  for (const [index, word] of after.entries())
    bytes.writeUInt16BE(word, 16 - (after.length - index) * 2);
  return bytes;
}

/** The 16-bit words of one side of `::`; its last may be written as an IPv4 address. */
function wordsOf(side: string): readonly number[] {
  if (side === '') return [];
  return side.split(':').flatMap((part) => {
    const four = ipv4Data(part);
    return four ? [four.readUInt16BE(0), four.readUInt16BE(2)] : [Number.parseInt(part, 16)];
  });
}
