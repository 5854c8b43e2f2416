import { join } from 'node:path';
import { buildMirrorFolder } from '../../adapters/local/mirror/build.ts';
import { finishTurn } from '../../adapters/local/mirror/plain-files.ts';
import { currentBuild } from '../../adapters/local/mirror/pointer.ts';
import type { Config } from '../../config/schema.ts';
import { isWebAddress } from '../../core/mirror/web-address.ts';
import type { EpochMs } from '../../core/units.ts';

/** A mirror that a start built, because there was none. */
export interface BuiltMirror {
  readonly platform: string;
  readonly folder: string;
  readonly pages: number;
}

/**
 * Build the mirrors that do not stand yet, into `mirrors/<platform>` of the data folder.
 *
 * The home needs the manifest, to judge what is served. Serving is the business of another hoster:
 * a mirror on this machine would fall with it. A web site is not asked here: nobody has measured yet
 * whether its origin bears it; see `tendMirrors`. A turn that was interrupted is finished.
 *
 * @throws PreauError `mirror-source-empty`, `mirror-source-unreadable` naming the folder
 */
export async function keepMirrors(
  config: Config,
  dataFolder: string,
  now: EpochMs,
): Promise<readonly BuiltMirror[]> {
  const { language } = config.organisation;
  const built: BuiltMirror[] = [];
  for (const { id, name, mirror, hostname, timeZone } of config.platforms) {
    const folder = join(dataFolder, 'mirrors', id);
    await finishTurn(folder);
    if (mirror === undefined || isWebAddress(mirror.lessons)) continue;
    if ((await currentBuild(folder)) !== null) continue;
    const { pages } = await buildMirrorFolder({
      source: mirror.lessons,
      outFolder: folder,
      platform: id,
      title: name,
      builtAt: now,
      language,
      timeZone: timeZone ?? config.organisation.timeZone,
      ownHosts: [hostname],
      statusPage: config.pages.url,
    });
    built.push({ platform: id, folder, pages });
  }
  return built;
}
