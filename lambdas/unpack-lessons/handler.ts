import middy from '@middy/core';
import type { PackageEdition, PackageShelf } from '../../app/mirror/package-shelf.ts';
import { type UnpackPorts, unpackPackage } from '../../app/mirror/unpack-package.ts';
import type { LessonSource } from '../../app/mirror/ports.ts';
import { log } from '../middleware/logger.ts';
import { measure } from '../middleware/metrics.ts';
import { standard } from '../middleware/standard.ts';
import { type LessonsEvent, readEvent, type UnpackEvent } from './read-event.ts';

export interface UnpackNeeds extends Pick<UnpackPorts, 'by' | 'now'> {
  readonly findPackages: (platform: string) => Promise<readonly PackageEdition[]>;
  readonly openPackage: (platform: string, of: PackageEdition) => Promise<LessonSource>;
  readonly openShelf: (platform: string, run: string) => PackageShelf;
}

/** What the state machine goes on with. */
export type UnpackAnswer =
  | { readonly packages: readonly UnpackEvent[] }
  | { readonly done: 'known' | 'unpacked' | 'unreadable' };

/**
 * The first steps of a mirror's build: which packages lie among the lessons, and what is in each. The
 * packages are hostile; what this function may reach is lessons and work, and no mirror.
 */
export function createHandler(needs: UnpackNeeds) {
  return middy<unknown, UnpackAnswer>()
    .use(standard('unpack-lessons'))
    .handler(async (input) => {
      const event = readEvent(input);
      const { kind, platform, run } = event;
      log().appendKeys({ platform, run, step: kind });
      return kind === 'find' ? find(needs, event) : unpack(needs, event);
    });
}

async function find(
  { findPackages }: UnpackNeeds,
  { platform, run, whole }: LessonsEvent,
): Promise<UnpackAnswer> {
  const found = await findPackages(platform);
  log().info('found', { packages: found.length });
  const packages = found.map((of) => ({ step: 'unpack' as const, platform, run, whole, ...of }));
  return { packages };
}

async function unpack(
  { openPackage, openShelf, by, now }: UnpackNeeds,
  { platform, run, whole, of }: Extract<LessonsEvent, { kind: 'unpack' }>,
): Promise<UnpackAnswer> {
  log().appendKeys({ package: of.name });
  const open = (edition: PackageEdition) => openPackage(platform, edition);
  const result = await unpackPackage({ shelf: openShelf(platform, run), open, by, now }, of, whole);
  if (result.kind === 'unreadable') {
    measure('UnreadablePackages', 1);
    log().warn('a package that cannot be read is left out', { why: result.why.slice(0, 500) });
  } else log().info(result.kind, { files: result.files });
  return { done: result.kind };
}
