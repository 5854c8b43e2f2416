import { createHash } from 'node:crypto';
import { buildIdOf } from '../../../core/mirror/canonical-manifest.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { sha256 } from '../../../core/units.ts';
import { signatureFault } from './key.ts';
import { MANIFEST_FILE } from './manifest-file.ts';

/** What is wrong with a manifest by itself. `kind` is a key of `mirror.verify` of the locales. */
export interface ManifestFault {
  readonly kind: 'build-id' | 'alias' | 'signature' | 'signature-missing';
  readonly path: string;
  readonly detail: string;
}

export interface ManifestVerdict {
  readonly signature: 'valid' | 'not-checked' | 'absent' | 'wrong';
  readonly faults: readonly ManifestFault[];
}

/**
 * Hold a manifest to itself: its build id is its content's, each alias leads to a file of it, and the key
 * that is given signed it.
 *
 * @param keyPem the builder's key, public or private, in PEM; without one the signature is not checked
 */
export function judgeManifest(manifest: Manifest, keyPem: string | undefined): ManifestVerdict {
  const expected = buildIdOf(manifest, (text) =>
    sha256(createHash('sha256').update(text).digest('hex')),
  );
  const path = `/${MANIFEST_FILE}`;
  const paths = new Set(manifest.files.map((file) => file.path));
  const lost = Object.entries(manifest.aliases).filter(([, to]) => !paths.has(to));
  const signature = judgeSignature(manifest, keyPem);
  const detail = manifest.signature?.keyId ?? '';
  return {
    signature: signature.state,
    faults: [
      ...(expected === manifest.buildId
        ? []
        : [{ kind: 'build-id' as const, path, detail: `${manifest.buildId} / ${expected}` }]),
      ...lost.map(([original, to]) => ({
        kind: 'alias' as const,
        path,
        detail: `${original} -> ${to}`,
      })),
      ...(signature.fault === null ? [] : [{ kind: signature.fault, path, detail }]),
    ],
  };
}

function judgeSignature(
  manifest: Manifest,
  keyPem: string | undefined,
): {
  readonly state: ManifestVerdict['signature'];
  readonly fault: 'signature' | 'signature-missing' | null;
} {
  if (keyPem === undefined) {
    return { state: manifest.signature === undefined ? 'absent' : 'not-checked', fault: null };
  }
  const fault = signatureFault(manifest, keyPem);
  if (fault === null) return { state: 'valid', fault };
  return { state: fault === 'signature' ? 'wrong' : 'absent', fault };
}
