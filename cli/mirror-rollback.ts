import type { KeptRelease, PublishTarget } from '../app/mirror/publish-target.ts';
import { PreauError } from '../core/errors.ts';
import type { CliIo } from './frame-io.ts';
import { openTarget } from './mirror-open-target.ts';
import { createOutput } from './output.ts';
import { printable } from './printable.ts';

export interface MirrorRollbackOptions {
  /** A mirror's folder or another target. */
  readonly target: string;
  /** @default the release that came before the one that is served */
  readonly buildId?: string | undefined;
  /** Show what is kept, and turn nothing. */
  readonly list?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/**
 * `preau mirror rollback`: turn a target back to a release that it keeps, or list those.
 *
 * @returns the exit code: 0
 * @throws PreauError `not-found`, `mirror-unverified`; `argument-invalid` for a target that is none
 */
export async function mirrorRollback(options: MirrorRollbackOptions, io: CliIo): Promise<number> {
  const out = createOutput(io);
  const target = await openTarget(options.target, io.words).open();
  if (options.list === true) {
    const kept = await target.kept();
    if (options.json === true) out.json({ target: options.target, kept });
    else for (const line of listLines(kept, io)) out.line(line);
    return 0;
  }
  const asked = options.buildId ?? (await buildBefore(target, options.target));
  const { buildId, platform } = await target.turnBack(asked);
  if (options.json === true) out.json({ platform, buildId, target: options.target });
  else
    out.line(io.words('mirror.publish.rolledBack', { buildId, target: printable(options.target) }));
  return 0;
}

/** The last that came before the one that is served. */
async function buildBefore(target: PublishTarget, name: string): Promise<string> {
  const kept = await target.kept();
  const at = kept.findIndex(({ isServed }) => isServed);
  const before = at === -1 ? undefined : kept[at + 1];
  if (before !== undefined) return before.buildId;
  throw new PreauError(
    'not-found',
    `expected an older release in ${name}, got ${kept.length} kept and none before the one that is served; "preau mirror rollback ${name} --list" lists them`,
    { said: { key: 'mirror.noneBefore', values: { target: name, count: kept.length } } },
  );
}

function listLines(kept: readonly KeptRelease[], io: CliIo): readonly string[] {
  if (kept.length === 0) return [io.words('mirror.publish.noneKept')];
  return kept.map(({ buildId, builtAt, isServed }) => {
    const date = new Date(builtAt).toISOString().slice(0, 16).replace('T', ' ');
    const mark = isServed ? `  ${io.words('mirror.publish.served')}` : '';
    return `${buildId}  ${date} UTC${mark}`;
  });
}
