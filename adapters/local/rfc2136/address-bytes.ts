import { isIPv4 } from 'node:net';

/**
 * An address as DNS sends it: four bytes of an IPv4 one, sixteen of an IPv6 one.
 *
 * @param address which is one already, without a zone
 */
export function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  // As the URL parser writes it: an IPv4 tail has become two groups.
  const plain = (URL.parse(`http://[${address}]`)?.hostname ?? '[::]').slice(1, -1);
  const [first = [], last = []] = plain
    .split('::')
    .map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
  const bytes = Buffer.alloc(16);
  for (const [index, group] of [...first, ...zeros, ...last].entries())
    bytes.writeUInt16BE(Number.parseInt(group, 16), 2 * index);
  return bytes;
}
