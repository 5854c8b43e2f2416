import type { Manifest } from '../../core/mirror/manifest.ts';
import type { BuildPlan } from './build-plan.ts';
import type { CopyBatch } from './build-work.ts';
import { releaseAddresses } from './release-addresses.ts';

/** A worker copies some hundred a second; a batch is begun anew when its worker dies. Chosen. */
const OBJECTS_MAX = 1_000;

/** Cut the addresses of a release into batches for workers that put each in its place. */
export function copyBatches(
  manifest: Manifest,
  previous: BuildPlan['previous'],
  objectsMax = OBJECTS_MAX,
): readonly CopyBatch[] {
  const objects = [...releaseAddresses(manifest).files].map(
    ([address, { path, sha256, type }]) => ({ address, path, sha256, type }),
  );
  const count = Math.ceil(objects.length / objectsMax);
  return Array.from({ length: count }, (_, number) => {
    const part = objects.slice(number * objectsMax, (number + 1) * objectsMax);
    const same = part
      .filter(({ path, sha256 }) => previous?.hashes[path] === sha256)
      .map(({ path }) => path);
    return {
      buildId: manifest.buildId,
      previous: previous && { buildId: previous.buildId, same: [...new Set(same)] },
      objects: part,
    };
  });
}
