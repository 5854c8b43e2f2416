import type { Sha256 } from '../units.ts';
import type { Manifest } from './manifest.ts';

/** What a build holds, before it is known by its hash and its hour. */
export type ManifestContent = Omit<Manifest, 'buildId' | 'builtAt' | 'statusPage' | 'signature'>;

/** SHA-256 of a text's UTF-8 bytes. Given from outside: `core/` has no cryptography of its own. */
export type HashText = (text: string) => Sha256;

/**
 * The one text of a manifest's content: keys, files and aliases in code unit order, no spaces.
 * Two builds of one source have the same text on every machine.
 */
export function canonicalContent(content: ManifestContent): string {
  return JSON.stringify({
    aliases: Object.fromEntries(sorted(Object.entries(content.aliases), ([original]) => original)),
    attribution: content.attribution,
    files: sorted(content.files, (file) => file.path).map((file) => ({
      path: file.path,
      sha256: file.sha256,
      sizeBytes: file.sizeBytes,
      type: file.type,
      ...(file.copyOf !== undefined && { copyOf: file.copyOf }),
    })),
    licence: content.licence,
    platform: content.platform,
    title: content.title,
    version: content.version,
  });
}

/**
 * The text that a signature covers: the content, the build id, the hour, where files came from and the
 * status page; not the signature.
 */
export function signedText(manifest: Manifest): string {
  const origins = sorted(manifest.files, (file) => file.path).flatMap(({ path, from }) =>
    from === undefined ? [] : [[path, from.url, from.at]],
  );
  const fetched = origins.length === 0 ? '' : `\n${JSON.stringify(origins)}`;
  const { statusPage } = manifest;
  const status = statusPage === undefined ? '' : `\nstatus ${JSON.stringify(statusPage)}`;
  return `preau-mirror-manifest-v1\n${manifest.buildId}\n${manifest.builtAt}\n${canonicalContent(manifest)}${fetched}${status}`;
}

/** The build id: 16 hexadecimal digits, enough to tell releases apart; the hashes guard content. */
export function buildIdOf(content: ManifestContent, hash: HashText): string {
  return hash(canonicalContent(content)).slice(0, 16);
}

function sorted<Item>(items: readonly Item[], key: (item: Item) => string): readonly Item[] {
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
