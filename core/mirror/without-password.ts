/**
 * An address as it may be shown: what stands before its last `@`, where a name and a password are, is gone,
 * whatever else is wrong with it.
 */
export function withoutPassword(address: string): string {
  const at = address.lastIndexOf('@');
  return at === -1 ? address : `…${address.slice(at)}`;
}
