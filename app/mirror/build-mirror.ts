import { PreauError } from '../../core/errors.ts';
import { buildIdOf } from '../../core/mirror/canonical-manifest.ts';
import type { Manifest, ManifestFile } from '../../core/mirror/manifest.ts';
import type { EpochMs, PlatformId, Sha256 } from '../../core/units.ts';
import { type BuildReport, reportPictures } from './build-report.ts';
import { manifestContent } from './manifest-content.ts';
import { openDesk } from './open-desk.ts';
import { editionOf, ownFiles } from './own-files.ts';
import { type PlannedFile, planSite, type SitePlan } from './plan-site.ts';
import type { BuildMirrorPorts, LessonSet, ReleaseDraft } from './ports.ts';
import { writeAllPictures } from './write-all-pictures.ts';
import { makeLesson } from './make-lesson.ts';
import { isPicture } from './write-lesson.ts';
import type { WritingDesk } from './writing-desk.ts';
import { NO_ARCHIVES, writeArchives } from './write-archives.ts';
import type { ListedLesson } from './write-own-pages.ts';

export interface BuildMirrorRequest {
  readonly platform: PlatformId;
  /** What the mirror calls itself. @default the source's own title, then the platform's id */
  readonly title?: string | undefined;
  readonly builtAt: EpochMs;
  readonly language: 'fr' | 'en';
  /** For the date on the banner. @default Europe/Paris */
  readonly timeZone?: string | undefined;
  /** Names under which the lessons stood: links to them stay on the mirror. */
  readonly ownHosts?: readonly string[] | undefined;
  /** Where the platform's state is told: `/.well-known/preau` names it. */
  readonly statusPage?: string | undefined;
  /**
   * Whether each course is packed as one file too. AWS makes none, and has another build id for it.
   *
   * @default true
   */
  readonly archives?: boolean | undefined;
  /** Told after each file that is made of the source; a page may be made for several folders. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Build one release of a platform's mirror from a source of lessons, and make it the current one.
 *
 * Either the whole release is there or nothing has changed. Two builds of one source on one day
 * give the same build id.
 *
 * @throws PreauError `mirror-source-empty` when no page or document is left to show
 * @throws PreauError `mirror-source-unreadable` when the folder or its settings cannot be read
 */
export async function buildMirror(
  ports: BuildMirrorPorts,
  request: BuildMirrorRequest,
): Promise<BuildReport> {
  const sets = await ports.source.sets();
  const listing = await ports.source.list();
  const outline = await ports.source.outline?.();
  const plan = planSite({ files: listing.files, sets, outline });
  if (plan.files.some(({ treatment }) => treatment.kind === 'markdown'))
    await ports.markup.prepareMarkdown?.();
  const draft = await ports.store.draft();
  try {
    const build = begin(ports, request, sets, plan, draft, listing.leftOut);
    const rest = await writePictures(build);
    await writeLessons(build, rest);
    await writeOwn(build);
    return await commit(build);
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

interface Build {
  readonly ports: BuildMirrorPorts;
  readonly request: BuildMirrorRequest;
  readonly sets: readonly LessonSet[];
  readonly draft: ReleaseDraft;
  readonly desk: WritingDesk;
  readonly files: ManifestFile[];
  readonly lessons: ListedLesson[];
}

function begin(
  ports: BuildMirrorPorts,
  request: BuildMirrorRequest,
  sets: readonly LessonSet[],
  plan: SitePlan,
  draft: ReleaseDraft,
  leftOut: BuildReport['leftOut'],
): Build {
  const desk = openDesk(ports, request, { sets, leftOut }, plan);
  return { ports, request, sets, draft, desk, files: [], lessons: [] };
}

/**
 * Pictures first, where there is an encoder: pages say how large they are, and which makings of them
 * there are.
 *
 * @returns the files that are left to write
 */
async function writePictures({
  ports,
  request,
  desk,
  draft,
  files,
}: Build): Promise<readonly PlannedFile[]> {
  const planned = desk.plan.files;
  if (ports.pictures === undefined) return planned;
  const pictures = planned.filter(({ type }) => isPicture(type));
  const written = await writeAllPictures(
    {
      desk,
      read: ports.source,
      encoder: ports.pictures,
      write: (path, bytes) => draft.write(path, bytes),
      again: draft.again,
      memory: ports.pictureMemory,
    },
    pictures,
    (done) => request.onProgress?.(done, planned.length),
  );
  files.push(...written);
  return planned.filter(({ type }) => !isPicture(type));
}

/** Files in work at once: the disk and the processor take turns. Chosen, for two cores. */
const AT_ONCE = 4;

async function writeLessons(build: Build, files: readonly PlannedFile[]): Promise<void> {
  const { plan, tally } = build.desk;
  const total = plan.files.length;
  const before = total - files.length;
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const part = files.slice(at, at + AT_ONCE);
    const listed = await Promise.all(part.map((planned) => writeOne(build, planned)));
    build.lessons.push(...listed.filter((lesson) => lesson !== null));
    for (const done of part.keys()) build.request.onProgress?.(before + at + done + 1, total);
  }
  if (build.lessons.length > 0) return;
  throw new PreauError(
    'mirror-source-empty',
    `expected at least one HTML or Markdown page or one PDF in the source, got none that can be shown (${tally.leftOut.length} left out); give the folder that holds the lessons`,
    { said: { key: 'lessons.nothingToShow', values: { count: tally.leftOut.length } } },
  );
}

/** @returns its line in the list of lessons, or null for what has none */
async function writeOne(build: Build, planned: PlannedFile): Promise<ListedLesson | null> {
  const { ports, desk, draft } = build;
  const made = await makeLesson(desk, planned, { source: ports.source, again: draft.again });
  const { path, type, file, copyOf } = planned;
  const about = { path, type, ...(file.from && { from: file.from }), ...(copyOf && { copyOf }) };
  switch (made.kind) {
    case 'left-out':
      // Said once, of the page itself.
      if (copyOf === undefined) desk.tally.leftOut.push({ name: file.name, reason: made.reason });
      return null;
    case 'same':
      await made.take();
      build.files.push({ ...about, sha256: made.file.sha256, sizeBytes: made.file.sizeBytes });
      return made.listed;
    case 'written': {
      const sha256 = await add(build, about, made.bytes);
      made.remember?.(sha256);
      return made.listed;
    }
  }
}

async function add(
  build: Build,
  file: Pick<ManifestFile, 'path' | 'type' | 'from' | 'copyOf'>,
  bytes: Uint8Array,
): Promise<Sha256> {
  const sha256 = await build.draft.write(file.path, bytes);
  build.files.push({ ...file, sha256, sizeBytes: bytes.length });
  return sha256;
}

async function writeOwn(build: Build): Promise<void> {
  const { ports, request, desk, draft, sets } = build;
  const { frame } = desk;
  const lessons = { desk, source: ports.source };
  const edition = editionOf(build.files, ports.hashText);
  const listed = { ...desk.plan, lessons: build.lessons, edition, archives: [] };
  const packs = request.archives !== false;
  const { archives, files } = packs
    ? await writeArchives({ draft, frame, sets, ports, lessons }, listed, build.files)
    : NO_ARCHIVES;
  build.files.push(...files);
  for (const { bytes, ...own } of ownFiles(frame, { ...listed, archives }, ports)) {
    await add(build, own, bytes);
  }
}

async function commit(build: Build): Promise<BuildReport> {
  const { ports, request, files, desk, sets } = build;
  const content = manifestContent({
    platform: request.platform,
    title: desk.frame.title,
    sets,
    files,
    aliases: desk.plan.aliases,
  });
  const unsigned: Manifest = {
    ...content,
    buildId: buildIdOf(content, ports.hashText),
    builtAt: request.builtAt,
    ...(request.statusPage !== undefined && { statusPage: request.statusPage }),
  };
  const manifest = ports.sign(unsigned);
  const { folder, changed } = await build.draft.commit(manifest);
  const { pages, internal, external, dead, deadLinks, removed, leftOut, pictures } = desk.tally;
  return {
    manifest,
    folder,
    pages,
    files: files.length,
    bytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
    changed,
    links: { internal, external, dead },
    deadLinks: deadLinks.toSorted((a, b) => (a.page < b.page ? -1 : a.page > b.page ? 1 : 0)),
    removed: Object.fromEntries([...removed].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    leftOut: leftOut.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    pictures: reportPictures(pictures),
    rights: desk.plan.rights,
    apart: desk.plan.apart,
  };
}
