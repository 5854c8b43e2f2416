import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import type { Pages } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';

/**
 * Publish the status page into a folder, for the home's own server or any static host.
 *
 * Each file is replaced whole: written beside, made durable, then renamed, so that a reader gets
 * the old or the new and never a half, and read back: a full or failing disk is told, not trusted. What
 * is there already is left as it is. Files are published in the map's order reversed, the first
 * one last: put the page that links to the others first, and it never leads nowhere.
 *
 * @throws PreauError `store-unavailable`, retryable, when the folder cannot be written
 * @throws PreauError `argument-invalid` for a path that leads out of the folder
 */
export function createFolderPages(folder: string): Pages {
  let latest: Promise<void> = Promise.resolve();
  return {
    publish(files) {
      const next = latest.then(() => publishAll(folder, files));
      latest = next.catch(() => undefined);
      return next;
    },
  };
}

async function publishAll(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, content] of [...files].toReversed()) {
    await replaceFile(placeOf(folder, path), content);
  }
}

function placeOf(folder: string, path: string): string {
  const inside = normalize(path);
  if (inside.startsWith('..') || inside.startsWith(sep) || inside.includes('\0')) {
    throw new PreauError('argument-invalid', `expected a path within the page, got ${path}`);
  }
  return join(folder, inside);
}

async function replaceFile(path: string, content: string): Promise<void> {
  // One name: publications take turns, and a draft left by a crash is overwritten.
  const draft = `${path}.draft`;
  try {
    if ((await contentOf(path)) === content) return;
    await mkdir(dirname(path), { recursive: true });
    const file = await open(draft, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
    if ((await contentOf(path)) !== content) throw new Error('another content was read back');
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw new PreauError(
      'store-unavailable',
      `expected to write ${path}; free some space, or give the folder to the user that runs Préau`,
      { cause, retryable: true },
    );
  }
}

/** @returns null where there is no such file */
async function contentOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
