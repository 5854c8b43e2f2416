import { PreauError } from '../../core/errors.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import { releaseAddresses } from './release-addresses.ts';
import type { ReleasePointer, Releases } from './releases.ts';

export interface FinishBuildPorts {
  readonly releases: Pick<Releases, 'missing' | 'complete' | 'whole' | 'prune'>;
  readonly pointer: ReleasePointer;
  /** Tell those who judge from outside what should be served. */
  readonly tell: (manifest: Manifest) => Promise<void>;
}

/** One that is served, one to go back to, one to spare: as many as a mirror's folder keeps. Chosen. */
const RELEASES_KEPT = 3;

/**
 * The last step of a build: look that every address of the release is there, tell what it is, and
 * turn the pointer to it. Then take away what nobody will go back to.
 *
 * Done again after it was killed, it does what is left.
 *
 * @throws PreauError `mirror-unverified` when addresses are missing: the release before stays
 */
export async function finishBuild(
  { releases, pointer, tell }: FinishBuildPorts,
  manifest: Manifest,
): Promise<void> {
  const { platform, buildId } = manifest;
  const { files, known, byQuery } = releaseAddresses(manifest);
  const missing = await releases.missing(platform, buildId, files.keys());
  if (missing.length > 0)
    throw new PreauError(
      'mirror-unverified',
      `expected ${files.size} addresses in build ${buildId} of ${platform}, got ${missing.length} fewer (${missing.slice(0, 3).join(', ')}); build it again with {"whole": true}`,
    );
  await releases.complete(manifest);
  await tell(manifest);
  const served = await pointer.current(platform);
  const whole = await releases.whole(platform);
  const older = [...new Set([served ?? buildId, ...whole])].filter((one) => one !== buildId);
  const kept = [buildId, ...older].slice(0, RELEASES_KEPT);
  await pointer.turn(platform, { buildId, known, byQuery }, kept);
  await releases.prune(platform, kept);
}
