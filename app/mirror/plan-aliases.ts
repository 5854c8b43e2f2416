import { encodePath } from '../../core/mirror/site-link.ts';
import { OWN_PAGES } from './own-pages.ts';
import type { PlannedFile } from './plan-site.ts';
import type { LessonSet } from './ports.ts';

type Aliases = { [original: string]: string };

/**
 * Every address under which a page may be asked beside its own: `/a/` and `/a` for
 * `/a/index.html`; `/a/b`, `/a/b/` and `/a/b.md` for `/a/b.html`; what the owners asked for.
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
  for (const { path } of pages) {
    const stem = path.replace(/\.x?html?$/i, '');
    add(stem, path);
    add(`${stem}/`, path);
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
  return found;
}
