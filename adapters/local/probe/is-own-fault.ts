import { isIPv4 } from 'node:net';

/**
 * What this machine lacks, or does not let itself do; nothing that another could answer.
 *
 * @see https://man7.org/linux/man-pages/man2/connect.2.html
 */
const OWN: ReadonlySet<string> = new Set([
  'EMFILE',
  'ENFILE',
  'ENOBUFS',
  'ENOMEM',
  'EADDRNOTAVAIL',
  'EPERM',
]);

/**
 * Whether a socket's error says something of the watcher alone, who could not look (P7).
 *
 * EACCES is the watcher's own by IPv4. By IPv6 Linux makes it of "administratively prohibited" too,
 * which a firewall in front of the origin answers (RFC 4443 3.1).
 *
 * @param address what was asked or connected to
 */
export function isOwnFault({ code = '' }: NodeJS.ErrnoException, address: string): boolean {
  return OWN.has(code) || (code === 'EACCES' && isIPv4(address));
}
