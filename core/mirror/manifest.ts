import type { EpochMs, PlatformId, Sha256 } from '../units.ts';

/** One file of a mirror, by its address on the mirror. */
export interface ManifestFile {
  /** Path from the root, with a leading `/`, percent-decoded, NFC. */
  readonly path: string;
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly type: string;
  /** Where its source was fetched, and when; for lessons of a web site. No part of the build id. */
  readonly from?: { readonly url: string; readonly at: EpochMs };
  /**
   * The path of the page that this is a copy of, for addresses of that page in another folder: its
   * references are written for this place. It is no lesson of its own.
   */
  readonly copyOf?: string;
}

/** Everything one build of a mirror holds. The build id is the hash of its canonical form. */
export interface Manifest {
  readonly version: 1;
  readonly platform: PlatformId;
  readonly buildId: string;
  readonly builtAt: EpochMs;
  readonly title: string;
  readonly licence: string;
  readonly attribution: string;
  readonly files: readonly ManifestFile[];
  /** Original address (path and significant query) to a path of `files`. */
  readonly aliases: { readonly [original: string]: string };
  /** Where the platform's state is told, for `/.well-known/preau`. No part of the build id. */
  readonly statusPage?: string;
  /** Present when the builder had a key. It covers all of the above. */
  readonly signature?: ManifestSignature;
}

/** An Ed25519 signature (RFC 8032) of a manifest. */
interface ManifestSignature {
  readonly algorithm: 'ed25519';
  /** First 16 hexadecimal digits of the SHA-256 of the public key in DER. */
  readonly keyId: string;
  /** Base64. */
  readonly value: string;
}

/** Whether visitors may be sent to a mirror (P1), measured from outside. */
export interface Fitness {
  readonly fit: boolean;
  readonly at: EpochMs;
  readonly buildId?: string;
  readonly builtAt?: EpochMs;
  /** Why it is unfit, in the organisation's language; empty when fit. */
  readonly reasons: readonly string[];
  /** Addresses that answered something else than was published, and were not seen right since. Absent = none. */
  readonly wrong?: readonly string[];
}
