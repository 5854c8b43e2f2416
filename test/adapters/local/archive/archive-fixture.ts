import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';
import { afterEach, vi } from 'vitest';
import type { Archive } from '../../../../adapters/local/archive/archive.ts';
import {
  ARCHIVE_LIMITS,
  type ArchiveLimits,
} from '../../../../adapters/local/archive/archive-limits.ts';
import { openArchive } from '../../../../adapters/local/archive/open-archive.ts';
import { temporaryFolder } from '../mirror/fixture.ts';

/** Write bytes to a file of an ending that says nothing, open them, and close them after the test. */
export function packages(): (
  bytes: Uint8Array,
  limits?: Partial<ArchiveLimits>,
) => Promise<Archive> {
  const folder = temporaryFolder();
  const opened: Archive[] = [];
  afterEach(async () => {
    for (const archive of opened.splice(0)) await archive.close();
  });
  return async (bytes, limits = {}) => {
    const path = join(await folder(), 'package.bin');
    await writeFile(path, bytes);
    const archive = await openArchive(path, { ...ARCHIVE_LIMITS, ...limits });
    opened.push(archive);
    return archive;
  };
}

type TarPart = Partial<Header> & { readonly name: string; readonly content?: string | Uint8Array };

/** A TAR as honest tools write it. */
export async function writeTar(parts: readonly TarPart[]): Promise<Buffer> {
  const tar = pack();
  for (const { content = '', ...header } of parts) tar.entry(header, Buffer.from(content));
  tar.finalize();
  const pieces: Uint8Array[] = [];
  for await (const piece of tar) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces);
}

export const writeTarGz = async (parts: readonly TarPart[]): Promise<Buffer> =>
  gzipSync(await writeTar(parts));

export const textOf = async (archive: Archive, name: string): Promise<string | null> => {
  const bytes = await archive.read(name);
  return bytes === null ? null : Buffer.from(bytes).toString('utf8');
};

export const namesOf = (archive: Archive): readonly string[] =>
  archive.entries.map(({ name }) => name);

/** What is left in temporary space, whether the run ends well or not. */
export async function spaceLeftBy(run: () => Promise<unknown>): Promise<readonly string[]> {
  const own = await mkdtemp(join(tmpdir(), 'preau-space-'));
  vi.stubEnv('TMPDIR', own);
  try {
    await run().catch(() => undefined);
    return await readdir(own);
  } finally {
    vi.unstubAllEnvs();
    await rm(own, { recursive: true });
  }
}
