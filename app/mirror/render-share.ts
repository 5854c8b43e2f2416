import type { ManifestFile } from '../../core/mirror/manifest.ts';
import type { Sha256 } from '../../core/units.ts';
import type { BuildPlan, BuildShare, ShareResult } from './build-plan.ts';
import { openDesk } from './open-desk.ts';
import { type PlannedFile, planSite } from './plan-site.ts';
import type { BuildMirrorPorts, LeftOut } from './ports.ts';
import { writeLesson } from './write-lesson.ts';
import type { WritingDesk } from './writing-desk.ts';
import type { ListedLesson } from './write-own-pages.ts';

export interface RenderPorts extends Pick<BuildMirrorPorts, 'markup' | 'words' | 'hashText'> {
  readonly source: Pick<BuildMirrorPorts['source'], 'read'>;
  /** Keep what a file became until the release is put together. */
  readonly keep: (bytes: Uint8Array, path: string) => Promise<Sha256>;
}

/** Files in work at once: some are read and written while one is rendered. Chosen. */
const AT_ONCE = 8;

/**
 * Write one share of a build's files. Every worker plans the whole site for itself, so that links
 * are judged by what the finished mirror will have.
 */
export async function renderShare(
  ports: RenderPorts,
  plan: BuildPlan,
  share: BuildShare,
): Promise<ShareResult> {
  const site = planSite(plan);
  const desk = openDesk(
    ports,
    plan.request,
    { sets: plan.sets, leftOut: [] },
    { ...site, leftOut: [] },
  );
  const planned = site.files.slice(share.from, share.to);
  const written: Written[] = [];
  for (let at = 0; at < planned.length; at += AT_ONCE) {
    const part = planned.slice(at, at + AT_ONCE);
    written.push(...(await Promise.all(part.map((one) => renderOne(ports, desk, one)))));
  }
  return {
    files: written.flatMap(({ file }) => file ?? []),
    lessons: written.flatMap(({ listed }) => listed ?? []),
    leftOut: written.flatMap(({ leftOut }) => leftOut ?? []),
    pages: desk.tally.pages,
    deadLinks: desk.tally.dead,
    heavyPictures: desk.tally.pictures.heavy.length,
  };
}

interface Written {
  readonly file?: ManifestFile;
  readonly listed?: ListedLesson | null;
  readonly leftOut?: LeftOut;
}

async function renderOne(
  ports: RenderPorts,
  desk: WritingDesk,
  planned: PlannedFile,
): Promise<Written> {
  const bytes = await ports.source.read(planned.file);
  const lesson =
    bytes === null
      ? { kind: 'left-out' as const, reason: 'unreadable' }
      : writeLesson(desk, planned, bytes);
  // Said once, of the page itself.
  if (lesson.kind === 'left-out' && planned.copyOf !== undefined) return {};
  if (lesson.kind === 'left-out')
    return { leftOut: { name: planned.file.name, reason: lesson.reason } };
  const { path, type, copyOf } = planned;
  const sha256 = await ports.keep(lesson.bytes, path);
  const { from } = planned.file;
  const sizeBytes = lesson.bytes.length;
  const file = { path, sha256, sizeBytes, type, ...(from && { from }), ...(copyOf && { copyOf }) };
  return { file, listed: lesson.listed };
}
