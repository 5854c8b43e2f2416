import type { PlannedFile } from './plan-site.ts';

/** The set's own title, then the folders in it. */
export function groupOf({ path, set }: PlannedFile): string {
  const folder = path.slice(set.folder.length, Math.max(set.folder.length, path.lastIndexOf('/')));
  const title = set.folder === '/' ? '' : (set.title ?? set.folder.slice(1, -1));
  return [title, ...folder.split('/')]
    .filter((name) => name !== '')
    .map((name) => name.replaceAll('_', ' '))
    .join(' – ');
}

/** What a file is called that does not say. */
export function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
  return name.replaceAll('_', ' ').trim() || path;
}
