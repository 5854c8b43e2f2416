import { PreauError } from '../../../core/errors.ts';
import type { AuthorityServer } from '../dns-ask.ts';
import { FUDGE_SEC, type TsigKey, type TsigVerdict } from './tsig.ts';

/** Codes of RFC 2136 2.2 that may pass by themselves: the server is at fault, not the update. */
const PASSING = new Set(['SERVFAIL']);

const REMEDIES: Readonly<Record<string, string>> = {
  REFUSED: 'let this key update this zone there (allow-update, acl, TSIG-ALLOW-DNSUPDATE)',
  NOTAUTH: 'see whether this server is the primary of the zone, and knows the key',
  NOTZONE: 'correct names.zones: the name is in another zone there',
  NOTIMP: 'switch dynamic updates on at the server',
};

/** PowerDNS refuses without a signature, and without a word of what is wrong with ours. */
const UNSAID = `compare the key's name, algorithm and secret with the server's, and both clocks, which may be ${FUDGE_SEC} s apart at most`;

/**
 * What to tell of an update that was not made.
 *
 * @returns PreauError `dns-unreachable`, retryable, when the server itself failed;
 *   `dns-change-refused` otherwise, retryable for clocks, which somebody may set
 */
export function updateRefusal(
  { address, port }: AuthorityServer,
  zone: string,
  key: TsigKey,
  verdict: TsigVerdict,
  rcode: string,
): PreauError {
  const expected = `Expected the name server at ${address} port ${port} to update ${zone} with the key ${key.name} (${key.algorithm}), got`;
  const refused = (got: string, remedy: string, retryable = false) =>
    new PreauError('dns-change-refused', `${expected} ${got}: ${remedy}.`, { retryable });
  switch (verdict.kind) {
    case 'clock': {
      const { aheadSec } = verdict;
      const apart = `a clock that is ${Math.abs(aheadSec)} s ${aheadSec > 0 ? 'ahead of' : 'behind'} this machine's`;
      return refused(`BADTIME, ${apart}`, `set both by NTP, ${FUDGE_SEC} s is the most`, true);
    }
    case 'refused':
      return refused(
        verdict.error,
        verdict.error === 'BADKEY'
          ? 'the server knows no key of this name and algorithm, or none that may update this zone: compare names.rfc2136.key with its own'
          : 'the secret is another one there: compare the file of names.rfc2136.key.secretFile with its own',
      );
    case 'forged':
      return refused(
        `${rcode} with a signature that this key did not make`,
        'see who answers at this address, and compare the secrets',
      );
    case 'unsigned':
    case 'signed': {
      if (PASSING.has(rcode))
        return new PreauError('dns-unreachable', `${expected} ${rcode}: see its log.`, {
          retryable: true,
        });
      const remedy = REMEDIES[rcode] ?? 'see its log';
      return verdict.kind === 'signed'
        ? refused(rcode, remedy)
        : refused(`${rcode} without a signature`, `${remedy}; ${UNSAID}`);
    }
  }
}
