import { isOwnFault } from '../../adapters/local/probe/is-own-fault.ts';
import type { ProbeResult } from './probe-answer.ts';

/** What a connection's error says: of the origin, or only of the watcher, who could not look (P7). */
export function probeFault(error: Error, address: string): ProbeResult {
  const { code = '' }: NodeJS.ErrnoException = error;
  const isOwn = isOwnFault(error, address);
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
