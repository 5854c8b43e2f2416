import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EncodedPicture, PictureEncoder } from '../../../../app/mirror/picture-encoder.ts';
import type { CleanPicture } from '../../../../core/mirror/picture/clean-picture.ts';
import { readEntry, writeEntry } from './picture-entry.ts';
import { loadSharp } from './sharp-encoder.ts';

/** Part of each key. To be raised whenever what sharp is asked for changes. */
const RECIPE = 1;

export interface KeptPictures extends PictureEncoder {
  /** Drop what this build did not ask for: a folder holds the pictures of one build. */
  prune(): Promise<void>;
}

/**
 * An encoder that does no picture twice: what became of each is kept under the hash of its bytes,
 * and found again by the next build, and by this one when it was killed half way.
 *
 * A folder that cannot be written costs time and nothing else.
 *
 * @param folder made when absent; everything in it is this encoder's
 */
export function keptPictures(encoder: PictureEncoder, folder: string): KeptPictures {
  const asked = new Set<string>();
  const going = new Map<string, Promise<EncodedPicture>>();
  return {
    async encode(picture, type) {
      const name = await keyOf(picture.bytes, type);
      asked.add(name);
      // Copies of a picture stand side by side in a folder: they come at the same moment.
      const same = going.get(name);
      if (same !== undefined) return same;
      const made = findOrMake(encoder, join(folder, name), picture, type);
      going.set(name, made);
      return made.finally(() => going.delete(name));
    },
    async prune() {
      const names = await readdir(folder).catch(() => []);
      const unused = names.filter((name) => !asked.has(name));
      await Promise.all(unused.map((name) => rm(join(folder, name), { force: true })));
    },
  };
}

async function findOrMake(
  encoder: PictureEncoder,
  file: string,
  picture: CleanPicture,
  type: string,
): Promise<EncodedPicture> {
  const found = await readFile(file).catch(() => null);
  const known = found === null ? null : readEntry(found);
  if (known !== null) return known;
  const made = await encoder.encode(picture, type);
  if (made.kind === 'encoded') await keep(file, writeEntry(made)).catch(() => undefined);
  return made;
}

/** Of the picture, of what is asked, and of the library: another one may write other bytes. */
async function keyOf(bytes: Uint8Array, type: string): Promise<string> {
  const { sharp, vips } = (await loadSharp()).versions;
  const recipe = [RECIPE, sharp, vips, type].join(' ');
  return createHash('sha256').update(`${recipe}\n`).update(bytes).digest('hex');
}

/** By another name first, so that a killed build leaves no half entry. */
async function keep(file: string, entry: Uint8Array): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  const half = join(folder, `.${randomBytes(6).toString('hex')}`);
  await writeFile(half, entry);
  await rename(half, file);
}
