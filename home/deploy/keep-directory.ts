import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { directoryPath } from '../../adapters/local/directory.ts';
import type { ImportReport } from '../../app/schools/import-report.ts';
import type { Config } from '../../config/schema.ts';
import { PreauError } from '../../core/errors.ts';
import { importDirectory } from '../import-directory.ts';
import { writeAtomically } from '../names/atomic-file.ts';

/** What a start found of the directory of schools. */
export type DirectoryNews =
  | { readonly kind: 'none' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'imported'; readonly report: ImportReport }
  /** The files cannot be read now: the directory of before stands. */
  | { readonly kind: 'kept'; readonly error: PreauError };

const seenSchema = z.array(
  z.object({ path: z.string(), sizeBytes: z.number(), mtimeMs: z.number(), sha256: z.string() }),
);
type Seen = z.infer<typeof seenSchema>;

/**
 * Import the schools that the configuration names, when they were never imported or have changed.
 *
 * A file that cannot be read refuses a first start, and not a later one: in the middle of a crisis
 * an unmounted drive must not keep a home that knows its schools from telling them.
 *
 * @throws PreauError `file-unreadable`, `directory-unreadable`, `store-unavailable` at a first start
 */
export async function keepDirectory(
  dataFolder: string,
  {
    schools: { directories, contacts, attachments },
    platforms,
  }: Pick<Config, 'schools' | 'platforms'>,
): Promise<DirectoryNews> {
  const files = [...directories, ...contacts, ...attachments];
  if (files.length === 0) return { kind: 'none' };
  const memory = join(dataFolder, 'directory-files.json');
  const before = existsSync(directoryPath(dataFolder)) ? await recall(memory) : null;
  try {
    const seen = await look(files, before ?? []);
    if (before !== null && isSame(before, seen)) return { kind: 'unchanged' };
    const report = await importDirectory(
      dataFolder,
      files,
      platforms.map(({ id }) => id),
    );
    await writeAtomically(memory, `${JSON.stringify(seen)}\n`);
    return { kind: 'imported', report };
  } catch (error) {
    if (before === null || !(error instanceof PreauError)) throw error;
    return { kind: 'kept', error };
  }
}

async function recall(memory: string): Promise<Seen | null> {
  try {
    return seenSchema.parse(JSON.parse(await readFile(memory, 'utf8')));
  } catch {
    return null;
  }
}

/** A file whose size and date are those of before is not read again. */
const look = (files: readonly string[], before: Seen): Promise<Seen> =>
  Promise.all(
    files.map(async (path) => {
      const { size: sizeBytes, mtimeMs } = await stat(path).catch((cause: unknown) => {
        throw unreadable(path, cause);
      });
      const known = before.find((one) => one.path === path);
      const same = known?.sizeBytes === sizeBytes && known.mtimeMs === mtimeMs;
      return { path, sizeBytes, mtimeMs, sha256: same ? known.sha256 : await hashFile(path) };
    }),
  );

/** Whoever copies a file anew changes its date and nothing else. */
const isSame = (one: Seen, other: Seen): boolean =>
  JSON.stringify(one.map(({ path, sha256 }) => [path, sha256])) ===
  JSON.stringify(other.map(({ path, sha256 }) => [path, sha256]));

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (cause) {
    throw unreadable(path, cause);
  }
  return hash.digest('hex');
}

const unreadable = (path: string, cause: unknown): PreauError =>
  new PreauError(
    'file-unreadable',
    `expected a file of schools at ${path}, got: ${String(cause)}; correct schools in preau.yaml, whose paths are relative to its own folder`,
    { cause, said: { key: 'start.schoolsFile', values: { path, why: String(cause) } } },
  );
