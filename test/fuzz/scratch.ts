import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | null = null;

/** A file for readers that want one on disk; its folder goes with the process. */
export function scratchFile(name: string): string {
  if (folder === null) {
    const made = mkdtempSync(join(tmpdir(), 'preau-fuzz-'));
    folder = made;
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  }
  return join(folder, name);
}
