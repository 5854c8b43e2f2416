import { readFile, stat } from 'node:fs/promises';
import { DOSSIER_LIMITS } from '../core/dossier/manifest.ts';
import { PreauError } from '../core/errors.ts';

/**
 * Read a dossier's archive, or what lies beside it.
 *
 * @throws PreauError `file-unreadable`, `dossier-invalid` for one that is too large to be ours
 */
export async function readDossierFile(
  file: string,
  mostBytes: number = DOSSIER_LIMITS.archiveBytes,
): Promise<Buffer> {
  try {
    const about = await stat(file);
    const { size } = about;
    // A pipe or a device has no size to bound it by, and may have no end.
    if (!about.isFile()) throw noFile(file);
    if (size <= mostBytes) return await readFile(file);
    throw new PreauError(
      'dossier-invalid',
      `expected at most ${mostBytes} bytes, got ${size} in ${file}; nothing of Préau’s dossiers is as large`,
      { said: { key: 'dossier.tooLarge', values: { path: file, most: mostBytes, size } } },
    );
  } catch (cause) {
    if (cause instanceof PreauError) throw cause;
    throw new PreauError('file-unreadable', `expected to read ${file}, got: ${String(cause)}`, {
      cause,
      said: { key: 'dossier.closed', values: { path: file, why: String(cause) } },
    });
  }
}

const noFile = (file: string): PreauError =>
  new PreauError(
    'file-unreadable',
    `expected a file at ${file}, got a folder, a pipe or a device; copy what it gives into a file first`,
    { said: { key: 'dossier.noFile', values: { path: file } } },
  );

/** @returns null where there is no such file; @throws as {@link readDossierFile} */
export async function readBeside(file: string, mostBytes: number): Promise<Buffer | null> {
  const isThere = await stat(file).then(
    () => true,
    () => false,
  );
  return isThere ? readDossierFile(file, mostBytes) : null;
}
