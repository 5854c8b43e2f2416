import type { MirrorSheet } from '../../app/mirror/mirror-sheet.ts';
import { releaseSheet } from '../../app/mirror/release-sheet.ts';
import type { Mirrors } from '../../app/ports.ts';
import type { Releases } from '../../app/mirror/releases.ts';
import { countChanges } from '../../core/mirror/compare/count-changes.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import { type DurationMs, minutes, type PlatformId } from '../../core/units.ts';

interface SheetParts {
  /** Of the mirrors' own bucket. */
  readonly releases: Pick<Releases, 'whole' | 'manifest'>;
  /** What a builder told the home last. */
  readonly told: Mirrors;
  /** Platforms whose mirror Préau keeps itself, and where each is built. */
  readonly platforms: ReadonlyMap<string, 'nightly' | 'elsewhere'>;
  /** A clock that never goes back. @default this machine's */
  readonly nowMs?: () => number;
}

/** A build is one a night, and a manifest weighs megabytes. Chosen: who turned back looks again at once. */
const KEEP: DurationMs = minutes(1);
/** As many as a build keeps, `app/mirror/finish-build.ts`. */
const RELEASES_MAX = 3;

/**
 * What the home on AWS knows of a mirror that it keeps itself: the releases that are whole in the
 * mirrors' bucket. The one that is served is the one that a builder, or who turned back, told the home
 * of just before it moved the pointer; what is seen from outside stands beside it on the page.
 *
 * It needs `s3:ListBucket` on the mirrors' bucket and `s3:GetObject` on their manifests alone. A look
 * costs two listings a release, and one manifest each that was not read before.
 *
 * @returns to be asked for one platform; null for one whose mirror is kept elsewhere
 * @throws PreauError `store-unavailable`; `mirror-unverified`
 */
export function s3MirrorSheets({
  releases,
  told,
  platforms,
  nowMs = () => performance.now(),
}: SheetParts): (platform: PlatformId) => Promise<MirrorSheet | null> {
  const known = new Map<string, { readonly at: number; readonly sheet: Promise<MirrorSheet> }>();
  return async (platform) => {
    const work = platforms.get(platform);
    if (work === undefined) return null;
    const kept = known.get(platform);
    if (kept !== undefined && nowMs() - kept.at < KEEP) return kept.sheet;
    const sheet = readSheet(platform, work, { releases, told });
    known.set(platform, { at: nowMs(), sheet });
    sheet.catch(() => known.delete(platform));
    return sheet;
  };
}

async function readSheet(
  platform: PlatformId,
  work: MirrorSheet['work'],
  { releases, told }: Pick<SheetParts, 'releases' | 'told'>,
): Promise<MirrorSheet> {
  const [served, whole] = await Promise.all([told.manifest(platform), releases.whole(platform)]);
  const kept: Manifest[] = [];
  // One after the other: each may weigh twelve megabytes on its way.
  for (const buildId of whole.slice(0, RELEASES_MAX)) {
    const manifest = await releases.manifest(platform, buildId);
    if (manifest !== null) kept.push(manifest);
  }
  kept.sort((one, other) => other.builtAt - one.builtAt);
  const [last, before] = kept;
  return {
    lessons: null,
    folder: null,
    targets: [],
    releases: kept.map((one) => releaseSheet(one, one.buildId === served?.buildId)),
    changes: last && before ? countChanges(before, last) : null,
    decisions: null,
    work,
  };
}
