import { createHash } from 'node:crypto';
import { folderStore } from '../../../../adapters/local/mirror/store.ts';
import { buildIdOf } from '../../../../core/mirror/canonical-manifest.ts';
import type { Manifest } from '../../../../core/mirror/manifest.ts';
import { type EpochMs, platformId, sha256 } from '../../../../core/units.ts';
import { MORNING } from './fixture.ts';

const hash = (text: string | Uint8Array) => sha256(createHash('sha256').update(text).digest('hex'));

/** A manifest of pages, without the work of a build. */
export function manifestOf(
  pages: Readonly<Record<string, string>>,
  builtAt: EpochMs = MORNING,
): Manifest {
  const content = {
    version: 1 as const,
    platform: platformId('ent-exemple'),
    title: 'ENT',
    licence: '',
    attribution: '',
    aliases: {},
    files: Object.entries(pages).map(([path, text]) => ({
      path,
      sha256: hash(text),
      sizeBytes: Buffer.byteLength(text),
      type: 'text/html',
    })),
  };
  return { ...content, buildId: buildIdOf(content, hash), builtAt };
}

/** Commit a release of these pages. */
export async function commitPages(
  folder: string,
  pages: Readonly<Record<string, string>>,
  builtAt?: EpochMs,
): Promise<Manifest> {
  const manifest = manifestOf(pages, builtAt);
  const draft = await folderStore(folder).draft();
  for (const [path, text] of Object.entries(pages)) await draft.write(path, Buffer.from(text));
  await draft.commit(manifest);
  return manifest;
}
