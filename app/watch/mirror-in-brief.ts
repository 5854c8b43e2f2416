import { aliasTarget } from '../../core/mirror/fit/alias-target.ts';
import { spreadSample } from '../../core/mirror/fit/spread-sample.ts';
import type { Manifest, ManifestFile } from '../../core/mirror/manifest.ts';
import { encodePath } from '../../core/mirror/site-link.ts';
import type { Sha256 } from '../../core/units.ts';

/** An address of a mirror, and what must answer there. */
export interface SampledAddress {
  /** As people read it: a path, or an original address. */
  readonly address: string;
  /** As it is asked for. */
  readonly target: string;
  readonly sha256: Sha256;
}

/**
 * As much of a manifest as one measure needs: a whole one may weigh many megabytes, and there is one for each
 * platform.
 */
export interface MirrorInBrief {
  readonly build: Pick<Manifest, 'buildId' | 'builtAt'>;
  /** The page that is asked for at every measure; null for a mirror without any. */
  readonly lesson: ManifestFile | null;
  /** Others, at their turn, and those that were wrong at the last measure. */
  readonly sample: readonly SampledAddress[];
}

/** What a probe reads of an answer, less its edge: larger files are for `preau mirror verify`. */
export const PROBED_MAX_BYTES = 1_000_000;

/** Files, and original addresses, that are looked at in turn at each measure, beside the one lesson. Chosen: cheap. */
export const SAMPLED = { files: 4, aliases: 2 } as const;

/** Addresses that were wrong and are asked for again. Chosen: each is one probe. */
const WRONG_MAX = 8;

/**
 * Take what one measure looks at out of a manifest.
 *
 * @param turn the number of the measure: each turn has others, until all were looked at
 * @param wrong addresses that were wrong at the last measure: until they are seen right they stay in the sample
 */
export function mirrorInBrief(
  manifest: Manifest,
  turn: number,
  wrong: readonly string[] = [],
): MirrorInBrief {
  const { buildId, builtAt, files, aliases } = manifest;
  const readable = files.filter(({ sizeBytes }) => sizeBytes <= PROBED_MAX_BYTES);
  const lesson = largestPage(readable);
  const byPath = new Map(readable.map((file) => [file.path, file]));
  const originals = Object.keys(aliases).filter((one) => byPath.has(aliases[one] ?? ''));
  const others = readable.filter((file) => file !== lesson);
  const addresses = new Set([
    ...spreadSample(others, SAMPLED.files, turn).map(({ path }) => path),
    ...spreadSample(originals, SAMPLED.aliases, turn),
    ...wrong.slice(0, WRONG_MAX),
  ]);
  const sample = [...addresses].flatMap((address) => {
    const file = byPath.get(address);
    const target = file === undefined ? aliasTarget(address) : encodePath(address);
    const found = file ?? byPath.get(aliases[address] ?? '');
    return found === undefined || target === null
      ? []
      : [{ address, target, sha256: found.sha256 }];
  });
  return { build: { buildId, builtAt }, lesson, sample };
}

/** A page that pupils read: the largest, since an empty one proves nothing. */
const largestPage = (files: readonly ManifestFile[]): ManifestFile | null =>
  files
    .filter(({ type }) => type.startsWith('text/html'))
    .toSorted((one, other) => other.sizeBytes - one.sizeBytes)[0] ?? null;
