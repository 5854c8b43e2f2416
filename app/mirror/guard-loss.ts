import { PreauError } from '../../core/errors.ts';
import {
  type ReleaseLoss,
  releaseLoss,
  releaseSize,
  type ReleaseSize,
} from '../../core/mirror/fit/release-loss.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import type { OutgoingRelease, PublishTarget } from './publish-target.ts';
import type { NamedTarget } from './publish-to-targets.ts';

/** Builds that are known on this machine, to compare a new one with. */
export type KnownBuilds = readonly Pick<Manifest, 'buildId' | 'builtAt' | 'files'>[];

/**
 * Refuse a release that lost much against the one that a target serves: a source that was read half, or a login page
 * in the place of lessons, must not take the place of a good mirror by itself.
 *
 * What the target serves is compared by its build id; where that build is not known here any more, the last one known
 * that is older than the new one stands for it. With none, or a target that serves nothing yet, nothing is refused.
 *
 * @returns a target whose `plan` and `publish` throw PreauError `mirror-shrunk`
 */
export function guardLoss(target: NamedTarget, known: KnownBuilds): NamedTarget {
  return { name: target.name, open: async () => guarded(await target.open(), known) };
}

function guarded(target: PublishTarget, known: KnownBuilds): PublishTarget {
  const check = async ({ manifest }: OutgoingRelease): Promise<void> => {
    const served = (await target.kept()).find(({ isServed }) => isServed);
    if (served === undefined || served.buildId === manifest.buildId) return;
    const before = buildBefore(known, served.buildId, manifest);
    const loss = before && releaseLoss(releaseSize(before), releaseSize(manifest));
    if (loss != null) throw shrunk(manifest.buildId, before?.buildId ?? '', loss);
  };
  return {
    kept: () => target.kept(),
    turnBack: (buildId) => target.turnBack(buildId),
    plan: async (release) => {
      await check(release);
      return target.plan(release);
    },
    publish: async (release, onTravel) => {
      await check(release);
      return target.publish(release, onTravel);
    },
  };
}

function buildBefore(
  known: KnownBuilds,
  served: string,
  { buildId, builtAt }: Manifest,
): KnownBuilds[number] | undefined {
  const older = known
    .filter((one) => one.buildId !== buildId && one.builtAt <= builtAt)
    .toSorted((a, b) => b.builtAt - a.builtAt);
  return known.find((one) => one.buildId === served) ?? older[0];
}

function shrunk(buildId: string, beforeId: string, { before, after }: ReleaseLoss): PreauError {
  const size = ({ pages, bytes }: ReleaseSize): string => `${pages} pages and ${bytes} bytes`;
  return new PreauError(
    'mirror-shrunk',
    `expected build ${buildId} to have about as much as ${beforeId}, ${size(before)}, got ${size(after)}; see what is gone with "preau mirror diff", then mend the source and build again, or publish with --accept-loss if that is as it should be`,
    {
      said: {
        key: 'release.shrunk',
        values: {
          buildId,
          beforeId,
          pagesBefore: before.pages,
          bytesBefore: before.bytes,
          pagesAfter: after.pages,
          bytesAfter: after.bytes,
        },
      },
    },
  );
}
