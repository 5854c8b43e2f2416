import { join } from 'node:path';
import { readRights } from '../adapters/local/lessons/read-rights.ts';
import { keptReleases } from '../adapters/local/mirror/kept-releases.ts';
import type { MirrorSheet } from '../app/mirror/mirror-sheet.ts';
import { releaseSheet } from '../app/mirror/release-sheet.ts';
import type { Config } from '../config/schema.ts';
import { countChanges } from '../core/mirror/compare/count-changes.ts';
import { isWebAddress } from '../core/mirror/web-address.ts';
import { mirrorWorkFile } from './deploy/mirror-work-file.ts';

/** Real milliseconds for which what a folder holds is shown again: manifests weigh megabytes. Chosen. */
const KEEP_MS = 30_000;

/**
 * What this home knows of its mirrors.
 *
 * @param nowMs a clock that never goes back
 * @returns to be asked for one platform; null for one without a mirror
 */
export function mirrorSheets(
  config: Config,
  dataFolder: string,
  nowMs: () => number,
): (platform: string) => Promise<MirrorSheet | null> {
  const known = new Map<string, { readonly at: number; readonly sheet: Promise<MirrorSheet> }>();
  return async (id) => {
    const platform = config.platforms.find((one) => one.id === id);
    if (platform?.mirror === undefined) return null;
    const kept = known.get(id);
    if (kept !== undefined && nowMs() - kept.at < KEEP_MS) return kept.sheet;
    const { lessons, publish = [] } = platform.mirror;
    const sheet = readSheet({ id, lessons, publish, dataFolder });
    known.set(id, { at: nowMs(), sheet });
    sheet.catch(() => known.delete(id));
    return sheet;
  };
}

interface SheetNeeds {
  readonly id: string;
  readonly lessons: string;
  readonly publish: readonly string[];
  readonly dataFolder: string;
}

async function readSheet({ id, lessons, publish, dataFolder }: SheetNeeds): Promise<MirrorSheet> {
  const folder = join(dataFolder, 'mirrors', id);
  const [kept, work, decisions] = await Promise.all([
    keptReleases(folder),
    mirrorWorkFile(dataFolder).load(),
    isWebAddress(lessons) ? null : readRights(lessons),
  ]);
  const [last, before] = kept;
  return {
    lessons,
    folder,
    targets: publish,
    releases: kept.map(({ manifest, isServed }) => releaseSheet(manifest, isServed)),
    changes: last && before ? countChanges(before.manifest, last.manifest) : null,
    decisions,
    work: work.find(({ platform }) => platform === id) ?? null,
  };
}
