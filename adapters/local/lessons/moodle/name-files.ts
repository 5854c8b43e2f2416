import type { LeftOut } from '../../../../app/mirror/ports.ts';
import type { ArchiveEntry } from '../../archive/archive.ts';
import type { PoolFile } from './file-pool.ts';
import { type CoursePage, stemOf } from './name-course.ts';

/** A file of a teacher under its name on the mirror. */
export interface NamedFile {
  readonly file: PoolFile;
  readonly name: string;
  readonly sizeBytes: number;
}

export interface NamedFiles {
  readonly files: readonly NamedFile[];
  /** Files that the backup names and does not hold. */
  readonly leftOut: readonly LeftOut[];
}

/** Letters of a name; longer ones are refused anyway, and would fill the report. */
const MAX_NAME = 1_000;

/**
 * Name the files that belong to pages which are shown, each in the folder of its page. A hole in
 * the pool is reported; a file of what is not shown goes with it.
 */
export function nameFiles(
  pool: readonly PoolFile[],
  pages: readonly CoursePage[],
  courseContextId: string,
  entries: readonly ArchiveEntry[],
): NamedFiles {
  const folderOf = folders(pages, courseContextId);
  const sizes = new Map(entries.map(({ name, sizeBytes }) => [name, sizeBytes]));
  const taken = new Set(pages.flatMap((page) => ('name' in page ? [page.name] : [])));
  const files: NamedFile[] = [];
  const leftOut: LeftOut[] = [];
  for (const file of pool) {
    const folder = folderOf(file);
    if (folder === null) continue;
    const name = freeName(folder, file, taken);
    const sizeBytes = sizes.get(file.entry);
    if (name.length > MAX_NAME) leftOut.push({ name: name.slice(0, 200), reason: 'too-long' });
    else if (sizeBytes === undefined) leftOut.push({ name, reason: 'missing-file' });
    else files.push({ file, name, sizeBytes });
  }
  return { files, leftOut };
}

function freeName(folder: string, file: PoolFile, taken: Set<string>): string {
  const inArea = `${file.area}-${file.itemId}`;
  const candidates = [
    `${folder}/${file.path}`,
    `${folder}/${inArea}/${file.path}`,
    `${folder}/${inArea}-${file.sha1}/${file.path}`,
  ];
  const name = candidates.find((one) => !taken.has(one.toLowerCase())) ?? candidates[0]!;
  taken.add(name.toLowerCase());
  return name;
}

/** @returns the folder of the page that a file belongs to; null when that page is not shown */
function folders(
  pages: readonly CoursePage[],
  courseContextId: string,
): (file: PoolFile) => string | null {
  const byContext = new Map<string, string>();
  const bySection = new Map<string, string>();
  const chapters = new Set<string>();
  for (const page of pages) {
    if (page.kind === 'section') bySection.set(page.section.id, stemOf(page.name));
    if (page.kind === 'activity') byContext.set(page.activity.contextId, stemOf(page.name));
    if (page.kind === 'label')
      byContext.set(page.activity.contextId, `label-${page.activity.cmid}`);
    if (page.kind === 'chapter') chapters.add(page.chapter.id);
  }
  return ({ contextId, component, area, itemId }) => {
    if (component !== 'course') {
      const isHidden = area === 'chapter' && !chapters.has(itemId);
      return isHidden ? null : (byContext.get(contextId) ?? null);
    }
    if (contextId !== courseContextId) return null;
    return area === 'section' ? (bySection.get(itemId) ?? null) : 'course';
  };
}
