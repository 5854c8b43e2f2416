import { keptReleases } from '../adapters/local/mirror/kept-releases.ts';
import { openRelease } from '../adapters/local/mirror/open-release.ts';
import { guardLoss } from '../app/mirror/guard-loss.ts';
import { publishToTargets, type TargetOutcome } from '../app/mirror/publish-to-targets.ts';
import type { Manifest } from '../core/mirror/manifest.ts';
import { errorText } from './errors-text.ts';
import type { CliIo } from './frame-io.ts';
import { openTarget } from './mirror-open-target.ts';
import { travelProgress } from './mirror-progress.ts';
import { readableSize } from '../app/mirror/readable-size.ts';
import { readKeyFile } from './mirror-verify.ts';
import { createOutput } from './output.ts';
import { printable } from './printable.ts';

export interface MirrorPublishOptions {
  /** The mirror's folder, as built. */
  readonly folder: string;
  /** Folders, stores, machines: see `targetAddress`. */
  readonly to: readonly string[];
  /** The builder's key file; an unsigned or wrongly signed build is refused then. */
  readonly key?: string | undefined;
  /** Say what would travel, and write nothing. */
  readonly dryRun?: boolean | undefined;
  /** Publish even what lost much against the release that is served. */
  readonly acceptLoss?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/**
 * `preau mirror publish`: verify a mirror and carry it to one or several targets, each by itself.
 *
 * @returns the exit code: 0, or 1 when a target failed
 * @throws PreauError `mirror-unverified` when the mirror is not what its manifest says;
 *   `argument-invalid` for a target that is none
 */
export async function mirrorPublish(options: MirrorPublishOptions, io: CliIo): Promise<number> {
  const { folder, dryRun = false, acceptLoss = false, json = false } = options;
  const named = options.to.map((text) => openTarget(text, io.words));
  const known = acceptLoss ? [] : (await keptReleases(folder)).map(({ manifest }) => manifest);
  const targets = named.map((target) => (acceptLoss ? target : guardLoss(target, known)));
  const progress = travelProgress(io, json, () => performance.now());
  const { onCompress, onTravel } = progress;
  const keyPem = await readKeyFile(options.key);
  try {
    const release = await openRelease({ folder, keyPem, readOnly: dryRun, onCompress });
    const outcomes = await publishToTargets({ release, targets, dryRun, onTravel });
    progress.end();
    if (json) createOutput(io).json(asJson(release.manifest, dryRun, outcomes));
    else for (const outcome of outcomes) tell(release.manifest, dryRun, outcome, io);
    return outcomes.some(({ kind }) => kind === 'failed') ? 1 : 0;
  } finally {
    progress.end();
  }
}

function asJson(
  { platform, buildId, files }: Manifest,
  dryRun: boolean,
  outcomes: readonly TargetOutcome[],
): unknown {
  return {
    platform,
    buildId,
    files: files.length,
    dryRun,
    targets: outcomes.map((outcome) => {
      const { name, kind } = outcome;
      if (outcome.kind === 'failed') {
        const { code, message, retryable } = outcome.error;
        return { target: name, kind, error: { code, message, retryable } };
      }
      const { travel } = outcome;
      const { removed } = travel;
      return { target: name, kind, changed: travel.files, changedBytes: travel.bytes, removed };
    }),
  };
}

function tell(
  { buildId, files }: Manifest,
  dryRun: boolean,
  outcome: TargetOutcome,
  io: CliIo,
): void {
  const out = createOutput(io);
  const target = printable(outcome.name);
  const say = (key: string, values: Record<string, string | number>): string =>
    io.words(`mirror.publish.${key}`, values);
  if (outcome.kind === 'failed') {
    const { code, retryable } = outcome.error;
    out.line(`${out.paint.red(say('failed', { buildId, target }))}`);
    out.line(`  ${code}: ${errorText(outcome.error, io.language)}`);
    if (retryable) out.line(`  ${io.words('cli.errors.retryable')}`);
    return;
  }
  const { travel } = outcome;
  const isSame = travel.files === 0 && travel.removed === 0;
  const key = dryRun ? 'wouldPublish' : isSame ? 'same' : 'published';
  out.line(say(key, { buildId, target }));
  if (isSame && !dryRun) return;
  const size = readableSize(travel.bytes, io.language);
  const counts = { changed: travel.files, files: files.length, size, removed: travel.removed };
  out.line(`  ${say('counts', counts)}`);
}
