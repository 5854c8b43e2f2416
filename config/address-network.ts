/** What one provider announces at least: no smaller network is routed. @see https://www.rfc-editor.org/rfc/rfc6177 */
const GROUPS = { ipv4: 3, ipv6: 3 } as const;

/**
 * The network that an address is in, as far as what fells one machine fells its neighbours: the /24
 * of an IPv4 address, the /48 of an IPv6 one.
 *
 * @param address a valid IPv4 or IPv6 address
 * @returns e.g. `192.0.2.0/24`, `2001:db8:1::/48`; null for a loopback address, whose network is
 *   every machine's own
 */
export function addressNetwork(address: string): string | null {
  if (!address.includes(':')) {
    const parts = address.split('.');
    return parts[0] === '127' ? null : `${parts.slice(0, GROUPS.ipv4).join('.')}.0/24`;
  }
  const groups = groupsOf(address);
  if (groups.slice(0, 7).every((group) => group === '0') && groups[7] === '1') return null;
  return `${groups.slice(0, GROUPS.ipv6).join(':')}::/48`;
}

/** The eight groups, without leading zeros. */
function groupsOf(address: string): readonly string[] {
  const short = URL.parse(`http://[${address}]`)?.hostname.slice(1, -1) ?? address;
  const [before = '', after = ''] = short.split('::');
  const [head, tail] = [before, after].map((part) => (part === '' ? [] : part.split(':')));
  const missing = 8 - (head?.length ?? 0) - (tail?.length ?? 0);
  return [
    ...(head ?? []),
    ...Array.from({ length: Math.max(0, missing) }, () => '0'),
    ...(tail ?? []),
  ];
}
