import type { ManifestFile } from './manifest.ts';

/** How a file may be compressed beside itself, the smallest first; the names are HTTP's. */
export const ENCODINGS = ['br', 'zstd', 'gzip'] as const;

/** @see https://www.iana.org/assignments/http-parameters#content-coding */
export type Encoding = (typeof ENCODINGS)[number];

/** The endings that nginx's `gzip_static` and `brotli_static` and Caddy's `precompressed` look for. */
export const ENDINGS: { readonly [encoding in Encoding]: string } = {
  br: '.br',
  zstd: '.zst',
  gzip: '.gz',
};

/** What says which build a mirror serves, at an address that RFC 8615 keeps for such things. */
export const WELL_KNOWN = '/.well-known/preau';

/** A file that a release holds besides what its manifest lists, because it follows from that. */
export type DerivedFile<File = ManifestFile> =
  | { readonly kind: 'compressed'; readonly of: File; readonly encoding: Encoding }
  | { readonly kind: 'well-known' };

/** Smaller answers fit one packet as they are. Chosen. */
const COMPRESSED_MIN_BYTES = 256;

/** Whether a file is text, and long enough to be worth compressing. */
export const isCompressible = (file: Pick<ManifestFile, 'type' | 'sizeBytes'>): boolean =>
  file.sizeBytes >= COMPRESSED_MIN_BYTES &&
  /^(text\/|application\/json|image\/svg|image\/bmp)/.test(file.type);

/** The name of a file compressed beside itself. */
export const compressedName = (path: string, encoding: Encoding): string =>
  path + ENDINGS[encoding];

/**
 * Say what a path of a release is derived from.
 *
 * @param find the manifest's file at a path, or anything that is known of it
 * @returns null for a file of the manifest, and for one that follows from nothing in it
 */
export function derivedFrom<File>(
  path: string,
  find: (path: string) => File | undefined,
): DerivedFile<File> | null {
  if (find(path) !== undefined) return null;
  if (path === WELL_KNOWN) return { kind: 'well-known' };
  const encoding = ENCODINGS.find((one) => path.endsWith(ENDINGS[one]));
  if (encoding === undefined) return null;
  const of = find(path.slice(0, -ENDINGS[encoding].length));
  return of === undefined ? null : { kind: 'compressed', of, encoding };
}
