import { encodePath } from '../../core/mirror/site-link.ts';
import { OWN_PAGES } from './own-pages.ts';
import type { PlannedFile } from './plan-site.ts';
import type { LessonSet } from './ports.ts';

type Aliases = { [original: string]: string };

/**
 * Every address under which a page may be asked beside its own: what the owners asked for and what a
 * crawl met; then `/a/` and `/a` for `/a/index.html`, `/a/b` for `/a/b.html`, and for one made from
 * Markdown `/a/b.md`, and `/a/b/`, where MkDocs has it. A page that was HTML before has the addresses
 * that are known of it: `/a/b/` would be another's.
 */
export function planAliases(
  files: readonly PlannedFile[],
  sets: readonly LessonSet[],
): { readonly [original: string]: string } {
  const taken = new Set(files.map(({ path }) => path));
  const aliases: Aliases = { ...asked(files, sets) };
  const add = (original: string, path: string): void => {
    const address = encodePath(original);
    if (original !== '' && !taken.has(original)) aliases[address] ??= path;
  };
  const pages = files.filter(({ type }) => type.startsWith('text/html'));
  for (const { path } of pages) addFolder(path, add);
  if (!taken.has(OWN_PAGES.home)) add('/', OWN_PAGES.home);
  add('/_preau/', OWN_PAGES.lessons);
  for (const { path, treatment } of pages) {
    const stem = path.replace(/\.x?html?$/i, '');
    add(stem, path);
    if (treatment.kind === 'markdown' && !/\/index$/i.test(stem)) add(`${stem}/`, path);
  }
  for (const { path, file } of files) if (file.path !== path) add(file.path, path);
  return aliases;
}

function addFolder(path: string, add: (original: string, path: string) => void): void {
  const folder = /^(.*\/)index\.html$/i.exec(path)?.[1];
  if (folder === undefined) return;
  add(folder, path);
  add(folder.slice(0, -1), path);
}

function asked(files: readonly PlannedFile[], sets: readonly LessonSet[]): Aliases {
  const bySource = new Map(files.map(({ file, path }) => [file.path, path]));
  const found: Aliases = {};
  for (const { folder, aliases } of sets) {
    for (const [original, name] of Object.entries(aliases)) {
      const path = bySource.get(folder + name.normalize('NFC').replace(/^\.?\//, ''));
      if (path !== undefined) found[original] = path;
    }
  }
  return Object.fromEntries(Object.entries(found).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
