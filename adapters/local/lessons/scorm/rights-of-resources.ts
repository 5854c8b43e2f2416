import type { StatedRights } from '../../../../app/mirror/ports.ts';
import type { Archive } from '../../archive/archive.ts';
import type { FindEntry } from '../package/entry-finder.ts';
import { lomRights } from '../package/ims-lom.ts';
import type { ImsManifest } from '../package/ims-manifest.ts';
import type { ImsResource } from '../package/ims-resources.ts';
import { readDescription } from '../package/read-description.ts';
import { statedRights, strictest } from '../package/stated-rights.ts';

interface Resources {
  readonly archive: Archive;
  readonly manifest: ImsManifest;
  readonly find: FindEntry;
}

/**
 * What single resources state of their rights, in the manifest or in a file of their own, by the
 * names of their files. Of a file that several list the strictest counts.
 */
export async function rightsOfResources(
  scorm: Resources,
): Promise<ReadonlyMap<string, StatedRights>> {
  const stated = new Map<string, StatedRights>();
  for (const resource of scorm.manifest.resources) {
    const rights = statedRights(await sentenceOf(scorm, resource));
    if (rights === undefined) continue;
    for (const href of [resource.href, ...resource.files]) {
      const name = href === null ? null : scorm.find(href);
      if (name !== null) stated.set(name, strictest([stated.get(name), rights]) ?? rights);
    }
  }
  return stated;
}

async function sentenceOf(
  { archive, manifest }: Resources,
  { rights, lomFile }: ImsResource,
): Promise<string> {
  if (rights !== '' || lomFile === null) return rights;
  const root = await readDescription(archive, manifest.folder + lomFile);
  return root?.name === 'lom' ? lomRights(root) : '';
}
