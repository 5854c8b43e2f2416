import { decodeText } from '../../../../app/mirror/decode-text.ts';
import type { LeftOut, MirrorWords } from '../../../../app/mirror/ports.ts';
import type { Archive } from '../../archive/archive.ts';
import { readDescription } from '../package/read-description.ts';
import { entryFinder, type FindEntry } from '../package/entry-finder.ts';
import { readLom } from '../package/ims-lom.ts';
import { type ImsManifest, manifestName, readImsManifest } from '../package/ims-manifest.ts';
import type { LessonPackage, NamedEntry, PackageFile } from '../package/lesson-package.ts';
import { rightsOfPackage } from '../package/rights-of-package.ts';
import { strictest } from '../package/stated-rights.ts';
import { explainedPage } from './explained-page.ts';
import { linkFrames } from './link-frames.ts';
import { lookAtPages, type ScormPage } from './look-at-pages.ts';
import { rightsOfResources } from './rights-of-resources.ts';
import { readableWithout, type ReadablePage } from './readable-without.ts';

interface OpenScorm {
  readonly archive: Archive;
  readonly manifest: ImsManifest;
  readonly words: MirrorWords;
  readonly find: FindEntry;
  readonly pages: ReadonlyMap<string, ScormPage>;
  /** Resource to its launch page, for those that have one. */
  readonly launches: ReadonlyMap<string, string>;
  /** Launch pages that are empty without script, with what can be read instead. */
  readonly explained: ReadonlyMap<string, readonly ReadablePage[]>;
  /** Names of pages to the titles that the table of contents gives them. */
  readonly titles: ReadonlyMap<string, string>;
}

/** Read a SCORM package's descriptions and pages. @throws PreauError `mirror-source-unreadable` */
export async function readScorm(archive: Archive, words: MirrorWords): Promise<LessonPackage> {
  const manifest = await readImsManifest(archive);
  const scorm = await openScorm(archive, manifest, words);
  const lom = await lomOf(archive, manifest);
  const { rights, licence } = rightsOfPackage(lom.rights);
  const own = await rightsOfResources(scorm);
  const kept = archive.entries.filter(({ name }) => refusal(scorm, name) === null);
  return {
    title: manifest.title || lom.title,
    licence,
    aliases: {},
    files: kept.map(
      ({ name, sizeBytes }): PackageFile => ({
        name,
        sizeBytes,
        rights: strictest([rights, own.get(name), scorm.pages.get(name)?.rights]),
        make: () => makeFile(scorm, name),
      }),
    ),
    leftOut: [...refused(scorm), ...missing(scorm)],
    outline: outlineOf(scorm),
  };
}

async function openScorm(
  archive: Archive,
  manifest: ImsManifest,
  words: MirrorWords,
): Promise<OpenScorm> {
  const inPackage = entryFinder(archive.entries.map(({ name }) => name));
  const find: FindEntry = (href) => inPackage(manifest.folder + href);
  const pages = await lookAtPages(archive, (page, src) =>
    inPackage(page.slice(0, page.lastIndexOf('/') + 1) + src),
  );
  const launches = new Map(
    manifest.resources.toReversed().flatMap(({ id, href }) => {
      const name = href === null ? null : find(href);
      return name === null ? [] : [[id, name] as const];
    }),
  );
  const titles = new Map(
    manifest.items.toReversed().flatMap(({ opens, title }) => {
      const name = launches.get(opens ?? '');
      return name === undefined ? [] : [[name, title] as const];
    }),
  );
  const explained = await readableWithout({ archive, manifest, find, pages, launches });
  return { archive, manifest, words, find, pages, launches, explained, titles };
}

async function lomOf(archive: Archive, manifest: ImsManifest): Promise<ImsManifest['lom']> {
  if (manifest.lomFile === null) return manifest.lom;
  const root = await readDescription(archive, manifest.folder + manifest.lomFile);
  return root?.name === 'lom' ? readLom(root) : manifest.lom;
}

/** Why a file of the package is no lesson; null for one that may be. */
function refusal({ pages, explained }: OpenScorm, name: string): string | null {
  if (/\.(?:xml|xsd|dtd)$/i.test(name)) return 'settings';
  return pages.get(name)?.needsScript === true && !explained.has(name) ? 'needs-script' : null;
}

function refused(scorm: OpenScorm): readonly LeftOut[] {
  const manifest = manifestName(scorm.archive);
  return scorm.archive.entries.flatMap(({ name }) => {
    const reason = name === manifest ? null : refusal(scorm, name);
    return reason === null ? [] : [{ name, reason }];
  });
}

/** What the manifest lists and the package does not have, each once. */
function missing({ manifest, find }: OpenScorm): readonly LeftOut[] {
  const listed = manifest.resources.flatMap(({ files, href }) => [...files, href ?? '']);
  const absent = listed.filter((href) => !/^$|^[a-z]+:/i.test(href) && find(href) === null);
  return [...new Set(absent)].map((href) => ({
    name: href.slice(0, 300),
    reason: 'missing-file',
  }));
}

async function makeFile(scorm: OpenScorm, name: string): Promise<Uint8Array | null> {
  const readable = scorm.explained.get(name);
  const title = scorm.titles.get(name) || scorm.pages.get(name)?.title || scorm.manifest.title;
  if (readable !== undefined) return explainedPage({ name, title, readable }, scorm.words);
  const bytes = await scorm.archive.read(name);
  if (bytes === null || (scorm.pages.get(name)?.frames.length ?? 0) === 0) return bytes;
  const html = linkFrames(decodeText(bytes), name, (src) => frameOf(scorm, name, src));
  // With a mark: what its head says of its bytes is true no more.
  return new TextEncoder().encode(`\uFEFF${html}`);
}

function frameOf(
  scorm: OpenScorm,
  page: string,
  src: string,
): { readonly name: string; readonly title: string } | null {
  const folder = page.slice(scorm.manifest.folder.length, page.lastIndexOf('/') + 1);
  const name = isAway(src) ? null : scorm.find(folder + src);
  if (name === null || refusal(scorm, name) !== null) return null;
  return { name, title: scorm.titles.get(name) || scorm.pages.get(name)?.title || name };
}

const isAway = (src: string): boolean => /^\s*(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(src);

/** The organisation's items, and under a unit that is explained the pages that stand in for it. */
function outlineOf({ manifest, launches, explained }: OpenScorm): readonly NamedEntry[] {
  return manifest.items.flatMap(({ title, depth, opens }) => {
    const name = launches.get(opens ?? '') ?? null;
    const instead = explained.get(name ?? '') ?? [];
    return [
      { title, depth, name },
      ...instead.map((page) => ({ title: page.title, depth: depth + 1, name: page.name })),
    ];
  });
}
