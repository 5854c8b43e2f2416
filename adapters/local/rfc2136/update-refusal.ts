import { PreauError, type Said } from '../../../core/errors.ts';
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
  const about = { address, port, zone, key: key.name, algorithm: key.algorithm };
  const refused = (got: string, remedy: string, said: Said, retryable = false) =>
    new PreauError('dns-change-refused', `${expected} ${got}: ${remedy}.`, { retryable, said });
  switch (verdict.kind) {
    case 'clock': {
      const { aheadSec } = verdict;
      const apart = Math.abs(aheadSec);
      const way = aheadSec > 0 ? 'ahead of' : 'behind';
      return refused(
        `BADTIME, a clock that is ${apart} s ${way} this machine's`,
        `set both by NTP, ${FUDGE_SEC} s is the most`,
        {
          key: aheadSec > 0 ? 'update.clockAhead' : 'update.clockBehind',
          values: { ...about, apart, most: FUDGE_SEC },
        },
        true,
      );
    }
    case 'refused': {
      const got = verdict.error;
      return got === 'BADKEY'
        ? refused(
            got,
            'the server knows no key of this name and algorithm, or none that may update this zone: compare names.rfc2136.key with its own',
            { key: 'update.badKey', values: { ...about, got } },
          )
        : refused(
            got,
            'the secret is another one there: compare the file of names.rfc2136.key.secretFile with its own',
            { key: 'update.badSecret', values: { ...about, got } },
          );
    }
    case 'forged':
      return refused(
        `${rcode} with a signature that this key did not make`,
        'see who answers at this address, and compare the secrets',
        { key: 'update.forged', values: { ...about, got: rcode } },
      );
    case 'unsigned':
    case 'signed':
      return byCode(verdict.kind, rcode, expected, about);
  }
}

function byCode(
  kind: 'signed' | 'unsigned',
  rcode: string,
  expected: string,
  about: Said['values'],
): PreauError {
  if (PASSING.has(rcode))
    return new PreauError('dns-unreachable', `${expected} ${rcode}: see its log.`, {
      retryable: true,
      said: { key: 'update.passing', values: { ...about, got: rcode } },
    });
  const known = REMEDIES[rcode];
  const remedy = known ?? 'see its log';
  const values = {
    ...about,
    got: rcode,
    remedy: { key: `remedy.${known === undefined ? 'log' : rcode}` },
  };
  return kind === 'signed'
    ? new PreauError('dns-change-refused', `${expected} ${rcode}: ${remedy}.`, {
        said: { key: 'update.code', values },
      })
    : new PreauError(
        'dns-change-refused',
        `${expected} ${rcode} without a signature: ${remedy}; ${UNSAID}.`,
        { said: { key: 'update.unsigned', values: { ...values, most: FUDGE_SEC } } },
      );
}
