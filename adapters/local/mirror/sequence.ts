import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { STORE } from './pointer.ts';
import { replaceFile } from './replace-file.ts';

/**
 * Where a mirror's store says in which order its releases came, the last at the end. Clocks of
 * builders differ and are put back: the order of their hours is not that of their coming.
 */
export const SEQUENCE = 'sequence.json';

const schema = z.array(z.string().regex(/^[0-9a-f]{16}$/)).max(1_000);

/** Far more than are ever kept. Chosen. */
const MAX_BYTES = 32 * 1024;

/** @returns build ids, the last to come at the end; empty where nothing is written */
export async function readSequence(folder: string): Promise<readonly string[]> {
  const path = join(folder, STORE, SEQUENCE);
  const found = await stat(path).catch(() => null);
  if (found === null || found.size > MAX_BYTES) return [];
  try {
    const data: unknown = JSON.parse(await readFile(path, 'utf8'));
    return schema.parse(data);
  } catch {
    return [];
  }
}

/**
 * Write down that a release has come, again perhaps; of others those that are kept.
 *
 * @throws PreauError `store-unavailable`
 */
export async function addToSequence(
  folder: string,
  buildId: string,
  kept: readonly string[],
): Promise<void> {
  const known = await readSequence(folder);
  // Kept by an older Préau, which wrote no sequence: they came before all that are in it.
  const older = kept.filter((id) => !known.includes(id));
  const all = [...older, ...known.filter((id) => kept.includes(id))];
  const next = [...all.filter((id) => id !== buildId), buildId];
  await replaceFile(join(folder, STORE), join(folder, STORE, SEQUENCE), (fresh) =>
    writeFile(fresh, JSON.stringify(next)),
  );
}
