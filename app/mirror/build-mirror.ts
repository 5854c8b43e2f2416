import { PreauError } from '../../core/errors.ts';
import { buildIdOf, type ManifestContent } from '../../core/mirror/canonical-manifest.ts';
import type { Manifest, ManifestFile } from '../../core/mirror/manifest.ts';
import type { EpochMs, PlatformId } from '../../core/units.ts';
import { buildDay } from './build-day.ts';
import { type BuildReport, newTally } from './build-report.ts';
import type { SiteFrame } from './page-frame.ts';
import { HTML_TYPE, type PlannedFile, planSite, type SitePlan } from './plan-site.ts';
import type { BuildMirrorPorts, LessonSet, ReleaseDraft } from './ports.ts';
import { THEME } from './theme.ts';
import { writeLesson, type WritingDesk } from './write-lesson.ts';
import { type ListedLesson, writeOwnPages } from './write-own-pages.ts';

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
  /** Told after each file of the source. */
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
  const plan = planSite(listing.files, sets);
  const draft = await ports.store.draft();
  try {
    const build = begin(ports, request, sets, plan, draft, listing.leftOut);
    await writeLessons(build);
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
  const frame: SiteFrame = {
    language: request.language,
    title: request.title ?? sets[0]?.title ?? request.platform,
    day: buildDay(request.builtAt, request.language, request.timeZone ?? 'Europe/Paris'),
    // Its name changes with its bytes: the only file that browsers may keep for long.
    themePath: `/_preau/theme.${ports.hashText(THEME).slice(0, 12)}.css`,
    words: ports.words,
  };
  const ownHosts = (request.ownHosts ?? []).map((host) => host.toLowerCase());
  const tally = newTally([...leftOut, ...plan.leftOut]);
  const desk = { frame, plan, markup: ports.markup, ownHosts, tally };
  return { ports, request, sets, draft, desk, files: [], lessons: [] };
}

/** Files in work at once: the disk and the processor take turns. Chosen, for two cores. */
const AT_ONCE = 4;

async function writeLessons(build: Build): Promise<void> {
  const { plan, tally } = build.desk;
  const total = plan.files.length;
  for (let at = 0; at < total; at += AT_ONCE) {
    const part = plan.files.slice(at, at + AT_ONCE);
    const listed = await Promise.all(part.map((planned) => writeOne(build, planned)));
    build.lessons.push(...listed.filter((lesson) => lesson !== null));
    for (const done of part.keys()) build.request.onProgress?.(at + done + 1, total);
  }
  if (build.lessons.length > 0) return;
  throw new PreauError(
    'mirror-source-empty',
    `expected at least one HTML or Markdown page or one PDF in the source, got none that can be shown (${tally.leftOut.length} left out); give the folder that holds the lessons`,
  );
}

/** @returns its line in the list of lessons, or null for what has none */
async function writeOne(build: Build, planned: PlannedFile): Promise<ListedLesson | null> {
  const bytes = await build.ports.source.read(planned.file);
  const written =
    bytes === null
      ? { kind: 'left-out' as const, reason: 'unreadable' }
      : writeLesson(build.desk, planned, bytes);
  if (written.kind === 'left-out') {
    build.desk.tally.leftOut.push({ name: planned.file.name, reason: written.reason });
    return null;
  }
  await add(build, planned.path, planned.type, written.bytes);
  return written.listed;
}

async function add(build: Build, path: string, type: string, bytes: Uint8Array): Promise<void> {
  const sha256 = await build.draft.write(path, bytes);
  build.files.push({ path, sha256, sizeBytes: bytes.length, type });
}

const OWN_TYPES: { readonly [ending: string]: string } = {
  html: HTML_TYPE,
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  css: 'text/css; charset=utf-8',
};

async function writeOwn(build: Build): Promise<void> {
  const { frame, plan } = build.desk;
  const own = new Map(writeOwnPages(frame, build.lessons, plan.hasHome)).set(
    frame.themePath,
    THEME,
  );
  for (const [path, text] of own) {
    const type = OWN_TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'text/plain';
    await add(build, path, type, new TextEncoder().encode(text));
  }
}

async function commit(build: Build): Promise<BuildReport> {
  const { ports, request, files, desk } = build;
  const content = manifestContent(build);
  const unsigned: Manifest = {
    ...content,
    buildId: buildIdOf(content, ports.hashText),
    builtAt: request.builtAt,
  };
  const manifest = ports.sign(unsigned);
  const { folder, changed } = await build.draft.commit(manifest);
  const { pages, internal, external, dead, deadLinks, removed, leftOut } = desk.tally;
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
  };
}

function manifestContent({ request, files, desk, sets }: Build): ManifestContent {
  const written = new Set(files.map(({ path }) => path));
  const said = (read: (set: LessonSet) => string | undefined): string =>
    [...new Set(sets.flatMap((set) => read(set) ?? []))].join(' ; ');
  return {
    version: 1,
    platform: request.platform,
    title: desk.frame.title,
    licence: said((set) => set.licence),
    attribution: said((set) => set.attribution),
    files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    // A page that turned out unreadable answers nowhere.
    aliases: Object.fromEntries(
      Object.entries(desk.plan.aliases).filter(([, path]) => written.has(path)),
    ),
  };
}
