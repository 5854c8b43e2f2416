import { publishMirror, rollbackMirror } from '../adapters/local/mirror/publish.ts';
import type { CliIo } from './frame-io.ts';
import { readableSize } from './mirror-size.ts';
import { readKeyFile } from './mirror-verify.ts';
import { createOutput } from './output.ts';

export interface MirrorPublishOptions {
  /** The mirror's folder, as built. */
  readonly folder: string;
  /** Another folder: a disk, a share, what a web server serves. */
  readonly to: string;
  /** The builder's key file; an unsigned or wrongly signed build is refused then. */
  readonly key?: string | undefined;
  readonly json?: boolean | undefined;
}

/**
 * `preau mirror publish`: verify a mirror and carry it to another folder.
 *
 * @returns the exit code: 0
 * @throws PreauError `mirror-unverified` when the mirror is not what its manifest says
 */
export async function mirrorPublish(options: MirrorPublishOptions, io: CliIo): Promise<number> {
  const out = createOutput(io);
  const { manifest, target, changed, changedBytes } = await publishMirror(
    options.folder,
    options.to,
    await readKeyFile(options.key),
  );
  const { buildId } = manifest;
  const files = manifest.files.length;
  if (options.json === true) {
    out.json({ platform: manifest.platform, buildId, target, files, changed, changedBytes });
    return 0;
  }
  const say = (key: string, values: Record<string, string | number>): string =>
    io.words(`mirror.publish.${key}`, values);
  out.line(say(changed === 0 ? 'same' : 'published', { buildId, folder: target }));
  if (changed > 0)
    out.line(
      `  ${say('counts', { changed, files, size: readableSize(changedBytes, io.language) })}`,
    );
  return 0;
}

export interface MirrorRollbackOptions {
  readonly folder: string;
  readonly buildId: string;
  readonly json?: boolean | undefined;
}

/**
 * `preau mirror rollback`: turn a mirror's folder back to a release that it keeps.
 *
 * @returns the exit code: 0
 * @throws PreauError `not-found`, `mirror-unverified`
 */
export async function mirrorRollback(options: MirrorRollbackOptions, io: CliIo): Promise<number> {
  const out = createOutput(io);
  const { buildId, platform } = await rollbackMirror(options.folder, options.buildId);
  if (options.json === true) out.json({ platform, buildId, folder: options.folder });
  else out.line(io.words('mirror.publish.rolledBack', { buildId, folder: options.folder }));
  return 0;
}
