import { open, rename } from 'node:fs/promises';

/**
 * Replace a file so that a reader, or a restart after `kill -9` or a power cut, finds the old text
 * or the new one and nothing between: written beside, synced, renamed.
 *
 * Calls for one path must not overlap.
 *
 * @param mode the new file's permissions
 */
export async function writeAtomically(path: string, text: string, mode = 0o600): Promise<void> {
  const beside = `${path}.new`;
  const file = await open(beside, 'w', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
}
