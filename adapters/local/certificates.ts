import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createAuthority, type Signed, signLeaf } from './certificate-signing.ts';
import { keepFirst } from './keep-first.ts';

/** A certificate for one server, with its private key. */
export interface Leaf {
  readonly keyPem: string;
  readonly certPem: string;
  readonly notAfter: Date;
}

export interface Certificates {
  /** The authority's own certificate: what the clients of a rehearsal trust, and nobody else. */
  readonly caPem: string;
  /**
   * A certificate for a server, made once per set of names and reused.
   *
   * @param names DNS names, the first one is the subject's
   * @param addresses IP addresses that clients may use instead of a name
   */
  readonly leafFor: (names: readonly string[], addresses?: readonly string[]) => Promise<Leaf>;
}

/** What has less than this left, authority or leaf, is made anew (chosen). */
const RENEW_BEFORE_MS = 30 * 86_400_000;

/**
 * Open the local certificate authority of a data folder, or make it on the first call.
 *
 * Its servers are reached on one machine only, so it is trusted by the clients that are given
 * `caPem` and is never put in a system's store. Keys and certificates are in files that only their
 * owner may read (0600); the folder is the owner's too (0700). Several processes may open the same
 * folder at once: the first one's files stand.
 *
 * Certificates hold from 2020-01-01 to ten years after the real date, because a rehearsal's clock
 * is in 2021 while TLS reads the machine's.
 *
 * @param realNow the machine's own date; another one only in tests
 */
export async function openCertificates(
  folder: string,
  realNow: () => Date = () => new Date(),
): Promise<Certificates> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const isFresh = (value: unknown): value is Signed =>
    isSigned(value) && Date.parse(value.notAfter) - realNow().getTime() > RENEW_BEFORE_MS;
  const authority = await keepFirst(join(folder, 'authority.json'), isFresh, () =>
    createAuthority(realNow()),
  );
  const leaves = new Map<string, Promise<Leaf>>();

  return {
    caPem: authority.certPem,
    leafFor: (names, addresses = []) => {
      const key = createHash('sha256')
        .update(JSON.stringify([authority.certPem, names, addresses]))
        .digest('hex')
        .slice(0, 32);
      const made =
        leaves.get(key) ??
        keepFirst(join(folder, `leaf-${key}.json`), isFresh, () =>
          signLeaf(authority, names, addresses, realNow()),
        ).then((leaf) => ({ ...leaf, notAfter: new Date(leaf.notAfter) }));
      leaves.set(key, made);
      return made;
    },
  };
}

function isSigned(value: unknown): value is Signed {
  return (
    typeof value === 'object' &&
    value !== null &&
    'keyPem' in value &&
    typeof value.keyPem === 'string' &&
    'certPem' in value &&
    typeof value.certPem === 'string' &&
    'notAfter' in value &&
    typeof value.notAfter === 'string'
  );
}
