import { z } from 'zod';
import type { PictureMemory } from '../../../../app/mirror/picture-memory.ts';
import { sha256 } from '../../../../core/units.ts';
import { type SealedPlace, sealedFolder } from './sealed-folder.ts';

export interface PictureShelf extends PictureMemory {
  /** Drop what this build did not ask for. */
  prune(): void;
}

const size = z.int().check(z.nonnegative());
const schema = z.strictObject({
  sha256: z.string().transform(sha256),
  sizeBytes: size,
  sourceBytes: size,
  width: size,
  height: size,
});

/**
 * What became of pictures, in a sealed folder.
 *
 * @param place with the edition of what cleans them
 */
export function pictureShelf(place: SealedPlace): PictureShelf {
  const folder = sealedFolder(place);
  return {
    find: (key) => {
      const kept = folder.get(key);
      return kept && (schema.safeParse(JSON.parse(kept.toString('utf8'))).data ?? null);
    },
    keep: (key, picture) => folder.put(key, Buffer.from(JSON.stringify(picture))),
    prune: () => folder.prune(),
  };
}
