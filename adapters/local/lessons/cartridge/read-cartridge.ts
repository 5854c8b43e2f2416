import type { LeftOut, MirrorWords } from '../../../../app/mirror/ports.ts';
import type { Archive } from '../../archive/archive.ts';
import { entryFinder } from '../package/entry-finder.ts';
import { type ImsManifest, manifestName, readImsManifest } from '../package/ims-manifest.ts';
import type { LessonPackage, NamedEntry, PackageFile } from '../package/lesson-package.ts';
import { rightsOfPackage } from '../package/rights-of-package.ts';
import type { CartridgeTargets } from './cartridge-links.ts';
import { type CanvasState, readCanvasState } from './canvas-state.ts';
import { hiddenPages } from './hidden-pages.ts';
import { judgeResources } from './judge-resources.ts';
import type { Judged } from './judged-cartridge.ts';
import { presentFiles } from './present-files.ts';

/** Read a cartridge's descriptions into what it shows. @throws PreauError `mirror-source-unreadable` */
export async function readCartridge(archive: Archive, words: MirrorWords): Promise<LessonPackage> {
  const manifest = await readImsManifest(archive);
  const canvas = await readCanvasState(archive, manifest.folder);
  const find = entryFinder(archive.entries.map(({ name }) => name));
  const file = (href: string): string | null => find(manifest.folder + href);
  const judged = await judgeResources({
    archive,
    manifest,
    canvas,
    hiddenPages: await hiddenPages(archive, canvas),
    file,
  });
  const { rights, licence } = rightsOfPackage(manifest.lom.rights);
  const targets = targetsOf(manifest, judged, file);
  const presented: readonly PackageFile[] = presentFiles(
    { archive, folder: manifest.folder, words, rights, targets },
    judged,
  );
  return {
    title: manifest.lom.title || manifest.title,
    licence,
    aliases: wikiAliases(judged, canvas),
    files: presented,
    leftOut: [
      ...judged.leftOut,
      ...openingNothing(manifest),
      ...notListed(archive, manifest.folder, judged),
    ],
    outline: withAssignments(outlineOf(manifest, judged, canvas, words), judged, words),
  };
}

function targetsOf(
  manifest: ImsManifest,
  judged: Judged,
  file: (href: string) => string | null,
): CartridgeTargets {
  const first = (id: string): string | null => judged.pages.get(id) ?? null;
  return {
    file,
    resource: (id) => first(id) ?? first(manifest.items[firstPageOf(manifest, id)]?.opens ?? ''),
    wiki: (slug) => judged.wiki.get(slug.toLowerCase()) ?? null,
  };
}

/** Where the first item that opens something stands, from a module's or an item's identifier on. */
function firstPageOf({ items }: ImsManifest, id: string): number {
  const at = items.findIndex((item) => item.id === id);
  if (at === -1) return -1;
  return items.findIndex((item, index) => index >= at && item.opens !== null);
}

function outlineOf(
  manifest: ImsManifest,
  { pages, variants }: Judged,
  canvas: CanvasState,
  words: MirrorWords,
): readonly NamedEntry[] {
  const shown = manifest.items.filter(({ id }) => !canvas.hiddenItems.has(id));
  return shown.flatMap(({ title, depth, opens }, index) => {
    const name = pages.get(opens ?? '') ?? null;
    const hasMore = (shown[index + 1]?.depth ?? 0) > depth;
    // What it opened is not shown: its title would head lessons that are not its own.
    if (opens !== null && name === null && !hasMore) return [];
    const others = (variants.get(opens ?? '') ?? []).flatMap((id) => pages.get(id) ?? []);
    const otherwise = words('package.variant', { title });
    return [
      { title, depth, name },
      ...others.map((other) => ({ title: otherwise, depth: depth + 1, name: other })),
    ];
  });
}

/**
 * Work to hand in that the teacher put into no module, under a heading of its own: Canvas keeps it in folders
 * that are called after nothing but a number.
 */
function withAssignments(
  outline: readonly NamedEntry[],
  { shown }: Judged,
  words: MirrorWords,
): readonly NamedEntry[] {
  const named = new Set(outline.map(({ name }) => name));
  const loose = [...shown.values()].flatMap((item) => {
    if (item.kind !== 'entry' || item.assignment === null || named.has(item.name)) return [];
    const title =
      item.assignment === ''
        ? item.name.replace(/^.*\//, '').replace(/\.x?html?$/i, '')
        : item.assignment;
    return [{ title, depth: 1, name: item.name }];
  });
  if (loose.length === 0) return outline;
  return [...outline, { title: words('package.assignments'), depth: 0, name: null }, ...loose];
}

/** Lines of the table of contents that open what the manifest does not have. */
function openingNothing({ items, resources }: ImsManifest): readonly LeftOut[] {
  const known = new Set(resources.map(({ id }) => id));
  return items
    .filter(({ opens }) => opens !== null && !known.has(opens))
    .map(({ title, opens }) => ({
      name: (title || (opens ?? '')).slice(0, 300),
      reason: 'missing-file',
    }));
}

/** The addresses that a wiki page had on the platform, where the course's number is known. */
function wikiAliases({ wiki }: Judged, { courseId }: CanvasState): LessonPackage['aliases'] {
  if (courseId === null) return {};
  const entries = [...wiki].map(([slug, name]) => [
    `/courses/${courseId}/pages/${encodeURIComponent(slug)}`,
    name,
  ]);
  return Object.fromEntries(entries);
}

/** A file that no resource names is none of the lessons, whatever it is. */
function notListed(archive: Archive, folder: string, { spoken }: Judged): readonly LeftOut[] {
  const manifest = manifestName(archive);
  const settings = `${folder}course_settings/`;
  return archive.entries
    .filter(({ name }) => name !== manifest && !spoken.has(name))
    .map(({ name }) => ({ name, reason: name.startsWith(settings) ? 'settings' : 'not-listed' }));
}
