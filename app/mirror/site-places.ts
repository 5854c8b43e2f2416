import { WELL_KNOWN } from '../../core/mirror/derived-file.ts';
import type { Manifest, ManifestFile } from '../../core/mirror/manifest.ts';
import { releaseAddresses } from './release-addresses.ts';

/** The longest key of an object. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const KEY_MAX_BYTES = 1_024;

/** What is the store's own, whatever a manifest says. */
const isOwn = (path: string): boolean =>
  path.startsWith('/.preau/') || path === '/_preau/manifest.json' || path === WELL_KNOWN;

/**
 * Every place of a site that is served from a store by path alone: each file's, and each original
 * address's that needs no query. `/cours/` is `/cours/index.html` there.
 *
 * An address with a query has none: a store gives one object for a path, whatever is asked after it.
 *
 * @returns path to file, pictures before the pages that show them and the home page last
 */
export function sitePlaces(
  manifest: Pick<Manifest, 'files' | 'aliases'>,
): ReadonlyMap<string, ManifestFile> {
  const places = new Map<string, ManifestFile>();
  for (const [address, file] of releaseAddresses(manifest).files) {
    if (/\?|%3F/.test(address) || address === '/') continue;
    places.set(address.endsWith('/') ? `${address}index.html` : address, file);
  }
  for (const file of manifest.files) places.set(file.path, file);
  const kept = [...places].filter(([path]) => !isOwn(path) && isShort(path));
  return new Map(kept.toSorted(([a, one], [b, other]) => rank(a, one) - rank(b, other)));
}

const isShort = (path: string): boolean => new TextEncoder().encode(path).length <= KEY_MAX_BYTES;

function rank(path: string, { type }: ManifestFile): number {
  if (path === '/index.html') return 2;
  return type.startsWith('text/html') ? 1 : 0;
}
