import { inLanes } from '../local/in-lanes.ts';
import { RELEASES_KEPT } from '../local/mirror/releases-kept.ts';
import { siteKeys } from './site-keys.ts';
import type { Site } from './site-target.ts';

/** What an interrupted publication left may be taken up again for as long. Chosen. */
const UNFINISHED_MS = 24 * 3_600_000;
const LANES = 16;

interface Found {
  readonly build: string;
  readonly keys: string[];
  /** Epoch milliseconds; null for what an interrupted publication left. */
  completedAt: number | null;
  lastPutAt: number;
}

/**
 * Take away releases that nobody goes back to: all but the current one and the last before it. Of
 * what was begun and never finished, a day is waited.
 *
 * @throws PreauError `store-unavailable`
 */
export async function pruneSite(site: Site, current: string): Promise<void> {
  const { objects, options, there } = site;
  const now = options.now ?? (() => Date.now());
  const found = releasesIn(site, there);
  const whole = found
    .filter(({ build, completedAt }) => completedAt !== null && build !== current)
    .toSorted((a, b) => (b.completedAt ?? 0) - (a.completedAt ?? 0));
  const isHalf = ({ build, completedAt, lastPutAt }: Found): boolean =>
    completedAt === null && build !== current && now() - lastPutAt > UNFINISHED_MS;
  const old = [...whole.slice(RELEASES_KEPT - 1), ...found.filter(isHalf)];
  for (const { build, keys } of old) {
    // Without its manifest it is no release, whatever interrupts this.
    const manifest = siteKeys(options.prefix).manifest(build);
    if (keys.includes(manifest)) await objects.remove(manifest);
    await inLanes(
      keys.filter((key) => key !== manifest),
      LANES,
      (key) => objects.remove(key),
    );
  }
}

function releasesIn({ options }: Site, there: Site['there']): readonly Found[] {
  const keys = siteKeys(options.prefix);
  const found = new Map<string, Found>();
  for (const [key, { putAt }] of there) {
    if (!key.startsWith(keys.releases)) continue;
    const [build = ''] = key.slice(keys.releases.length).split('/', 1);
    const known = found.get(build) ?? { build, keys: [], completedAt: null, lastPutAt: 0 };
    known.keys.push(key);
    known.lastPutAt = Math.max(known.lastPutAt, putAt);
    if (key === keys.manifest(build)) known.completedAt = putAt;
    found.set(build, known);
  }
  return [...found.values()];
}
