import { canonicalAddress } from '../alias.ts';

/**
 * An original address as a request asks for it, in letters that a request may have. Asked so, a server finds
 * the very same address.
 *
 * @param original as the manifest's aliases hold it, encoded or not
 * @returns null for what no lesson can be asked by
 */
export function aliasTarget(original: string): string | null {
  const address = canonicalAddress(original);
  if (address === null) return null;
  const queryAt = address.indexOf('?');
  const path = queryAt === -1 ? address : address.slice(0, queryAt);
  // The canonical path holds `%3F` for a question mark, and every other letter as it is.
  const encoded = path
    .split('/')
    .map((name) => encodeURIComponent(name.replaceAll('%3F', '?')))
    .join('/');
  if (queryAt === -1) return encoded;
  return (
    encoded +
    address.slice(queryAt).replaceAll(/[^!-~]+/g, (letters) => encodeURIComponent(letters))
  );
}
