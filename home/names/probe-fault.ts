import { isIPv4 } from 'node:net';
import type { ProbeResult } from './probe-answer.ts';

/**
 * What this machine lacks, or does not let itself do; nothing that an origin could answer.
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
 * What a connection's error says: of the origin, or only of the watcher, who could not look (P7).
 *
 * EACCES is the watcher's own by IPv4. By IPv6 Linux makes it of "administratively prohibited" too,
 * which a firewall in front of the origin answers (RFC 4443 3.1).
 */
export function probeFault(error: Error, address: string): ProbeResult {
  const { code = '' }: NodeJS.ErrnoException = error;
  const isOwn = OWN.has(code) || (code === 'EACCES' && isIPv4(address));
  return { passed: false, reason: wordsOf(error, code), ...(isOwn && { unseen: true as const }) };
}

/** With what OpenSSL says: its code alone (EPROTO) tells nobody what to mend. */
function wordsOf(error: Error, code: string): string {
  const said =
    'reason' in error && typeof error.reason === 'string'
      ? error.reason
      : (/:SSL routines:[^:]*:([^:\n]{1,100})/.exec(error.message)?.[1] ?? '');
  if (said !== '' && code !== '') return `${code}: ${said.slice(0, 100)}`;
  return code || error.message.slice(0, 200);
}
