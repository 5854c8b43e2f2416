import { compress } from '../../adapters/local/mirror/compress.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import type { CompressedFile, OutgoingRelease } from '../../app/mirror/publish-target.ts';
import { buildIdOf } from '../../core/mirror/canonical-manifest.ts';
import { compressedName, isCompressible } from '../../core/mirror/derived-file.ts';
import type { ManifestFile } from '../../core/mirror/manifest.ts';
import { epochMs, platformId } from '../../core/units.ts';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  png: 'image/png',
  css: 'text/css; charset=utf-8',
  pdf: 'application/pdf',
};

/**
 * A release made by hand, as a publication gets it: lessons by address, each under an alias without its
 * ending, and the pages that every mirror has.
 *
 * @param day days after 6 April 2021
 */
export async function aRelease(
  lessons: Readonly<Record<string, string>>,
  day = 0,
): Promise<OutgoingRelease> {
  const texts = new Map(
    Object.entries({
      '/index.html': `<h1>Leçons</h1>${Object.keys(lessons).join(' ')}`,
      '/_preau/404.html': '<h1>Introuvable</h1>',
      '/_preau/theme.0123456789ab.css': 'body{}',
      ...lessons,
    }).map(([path, text]) => [path, new TextEncoder().encode(text)]),
  );
  const files: ManifestFile[] = [...texts].map(([path, bytes]) => ({
    path,
    sha256: hashOf(bytes),
    sizeBytes: bytes.length,
    type: TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'text/plain',
  }));
  const pages = Object.keys(lessons).filter((path) => path.endsWith('.html'));
  const aliases = Object.fromEntries([
    ['/', '/index.html'],
    ...pages.map((path) => [path.replace(/\.html$/, ''), path]),
    ...pages.map((path, id) => [`/mod/page/view.php?id=${id}`, path]),
  ]);
  const content = {
    version: 1 as const,
    platform: platformId('ent'),
    title: 'ENT',
    licence: 'CC0',
    attribution: '',
    files,
    aliases,
  };
  const compressed: CompressedFile[] = [];
  for (const of of files.filter(isCompressible)) {
    const path = compressedName(of.path, 'br');
    texts.set(path, new Uint8Array(await compress(texts.get(of.path) ?? new Uint8Array(), 'br')));
    compressed.push({ path, of, encoding: 'br', sizeBytes: texts.get(path)?.length ?? 0 });
  }
  return {
    manifest: {
      ...content,
      buildId: buildIdOf(content, hashOf),
      builtAt: epochMs(Date.UTC(2021, 3, 6 + day)),
    },
    folder: '/nowhere',
    compressed,
    read: async (path) => texts.get(path) ?? Promise.reject(new Error(path)),
  };
}
