import { PreauError } from '../../core/errors.ts';
import type { BuildPlan } from './build-plan.ts';
import type { BuildWork } from './build-work.ts';
import { planSite } from './plan-site.ts';
import type { LessonSource } from './ports.ts';
import type { ReleasePointer, Releases } from './releases.ts';
import { shareOut } from './share-out.ts';

export interface PlanBuildPorts {
  readonly source: Pick<LessonSource, 'sets' | 'list' | 'outline'>;
  readonly work: Pick<BuildWork, 'savePlan'>;
  readonly releases: Pick<Releases, 'manifest'>;
  readonly pointer: Pick<ReleasePointer, 'current'>;
}

/**
 * The first step of a build: list the lessons, read nothing of them but what their owners say, and
 * cut them into shares.
 *
 * @param whole to send everything anew, even what the served release has
 * @throws PreauError `mirror-source-empty` when there is no file to show; `mirror-source-unreadable`
 */
export async function planBuild(
  { source, work, releases, pointer }: PlanBuildPorts,
  request: BuildPlan['request'],
  whole: boolean,
): Promise<BuildPlan> {
  const { platform } = request;
  const [sets, { files, leftOut }] = await Promise.all([source.sets(), source.list()]);
  const outline = (await source.outline?.()) ?? [];
  const shares = shareOut(planSite({ files, sets, outline }).files);
  if (shares.length === 0)
    throw new PreauError(
      'mirror-source-empty',
      `expected lessons of ${platform}, got none that can be shown (${leftOut.length} left out); put HTML, Markdown or PDF files into the lessons bucket under ${platform}/`,
    );
  const current = whole ? null : await pointer.current(platform);
  const served = current === null ? null : await releases.manifest(platform, current);
  const previous = served && {
    buildId: served.buildId,
    hashes: Object.fromEntries(served.files.map(({ path, sha256 }) => [path, sha256])),
  };
  const plan: BuildPlan = { request, sets, files, leftOut, outline, shares, previous };
  await work.savePlan(plan);
  return plan;
}
