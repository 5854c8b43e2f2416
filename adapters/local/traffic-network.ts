/** A set of networks: /24 of IPv4 exactly, /48 of IPv6 up to a bound. */
export interface Networks {
  add(address: string): void;
  has(address: string): boolean;
}

/** 2^24 bits hold every /24 there is. */
const IPV4_BYTES = 2 ** 21;
/** A school's networks are thousands at most; a hostile log may invent any number. Chosen. */
const IPV6_MAX = 100_000;

export function createNetworks(): Networks {
  const ipv4 = new Uint8Array(IPV4_BYTES);
  const ipv6 = new Set<string>();
  return {
    add: (address) => {
      const net = ipv4Network(address);
      if (net >= 0) ipv4[net >> 3] = (ipv4[net >> 3] ?? 0) | (1 << (net & 7));
      else if (ipv6.size < IPV6_MAX) ipv6.add(ipv6Network(address));
    },
    has: (address) => {
      const net = ipv4Network(address);
      return net >= 0
        ? ((ipv4[net >> 3] ?? 0) & (1 << (net & 7))) !== 0
        : ipv6.has(ipv6Network(address));
    },
  };
}

/** The first three bytes of an IPv4 address, also of one mapped into IPv6; -1 of anything else. */
function ipv4Network(address: string): number {
  const from = address.startsWith('::ffff:') ? 7 : 0;
  let net = 0;
  let byte = 0;
  let digits = 0;
  let dots = 0;
  for (let index = from; index < address.length; index += 1) {
    const code = address.charCodeAt(index);
    if (code === 46) {
      if (digits === 0 || byte > 255) return -1;
      if (dots < 3) net = net * 256 + byte;
      dots += 1;
      byte = 0;
      digits = 0;
    } else if (code >= 48 && code <= 57 && digits < 3) {
      byte = byte * 10 + code - 48;
      digits += 1;
    } else return -1;
  }
  return dots === 3 && digits > 0 && byte <= 255 ? net : -1;
}

/** The first 48 bits of an IPv6 address as text; of anything else, itself. */
function ipv6Network(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::', 2);
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) while (groups.length < 3) groups.push('0');
  return groups
    .slice(0, 3)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
