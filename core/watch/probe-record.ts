import type { EpochMs, Sha256 } from '../units.ts';
import type { ProbeErrorKind } from './observation.ts';

/**
 * What a probe saw that is worth keeping and is no failure.
 *
 * - `resolver-differs`: a resolver gave addresses of which the authority, or the first that
 *   answered, named none. Caches, answers by place and turns of a name do that on a good day.
 * - `resolver-failed`, `authority-failed`: one of the servers asked had no answer, another had.
 * - `address-failed`: an address of the name took no connection, or was a stranger's where resolvers
 *   have none in common, and a later one did.
 * - `tls-legacy`: the server knows no RFC 5746, which OpenSSL 3 asks for and browsers do not.
 * - `redirected`: the page sends elsewhere; where to is in the raw record, and is not followed.
 */
export type ProbeNote =
  | 'authority-failed'
  | 'resolver-failed'
  | 'resolver-differs'
  | 'address-failed'
  | 'tls-legacy'
  | 'redirected';

/** An address of the name that took no connection, or was a stranger's. */
export interface TriedAddress {
  readonly address: string;
  /** `tcp-timeout` also when another answered while this one was silent. */
  readonly failure: ProbeErrorKind;
}

/** What one name server said of the name that a probe asked for. */
export interface NameAnswer {
  /** `authority`, or whom a resolver belongs to: nobody's word on the name is better than its own. */
  readonly role: 'authority' | 'resolver';
  /** `address:port`, `delegation` for the name servers of the zone, or `system`. At most 64 characters. */
  readonly server: string;
  /** At most 16. Empty when it failed. */
  readonly addresses: readonly string[];
  readonly failure?: ProbeErrorKind;
}

/** The certificate that a server showed. Every text is the server's own. */
export interface SeenCertificate {
  /** At most 200 characters, as the next one. */
  readonly subject: string;
  readonly issuer: string;
  /** `DNS:…` and the like, at most 10 of at most 100 characters. */
  readonly altNames: readonly string[];
  readonly notBefore?: EpochMs;
  readonly notAfter?: EpochMs;
  /** Of its DER: whether two vantages saw the same one. Absent in records of before. */
  readonly sha256?: Sha256;
  /** By which it was shown, e.g. `TLSv1.3`. */
  readonly tlsVersion?: string;
}

/** The answer as it came, for evidence. Every text is the server's own. */
export interface RawAnswer {
  /** At most 200 characters. */
  readonly statusLine: string;
  /** Of a fixed list, cookies never among them; values of at most 200 characters. */
  readonly headers: { readonly [name: string]: string };
  /** The first 512 bytes of the body, read as UTF-8. */
  readonly bodyStart: string;
  /** As much of the body as was read, all of it where nothing failed. Absent in records of before. */
  readonly body?: { readonly sizeBytes: number; readonly sha256: Sha256 };
}
