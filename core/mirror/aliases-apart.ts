import { copiesMax } from './copies-max.ts';
import { copyPlace } from './copy-place.ts';
import type { Manifest, ManifestFile } from './manifest.ts';

/** An original address that a page of another folder answers: references of it may be wrong there. */
export interface AliasApart {
  readonly original: string;
  readonly file: ManifestFile;
  /** No copy can stand in its folder, or there are as many copies as there may be. */
  readonly isUnavoidable: boolean;
}

/** The original addresses of a mirror at which its pages' relative references may lead elsewhere. */
export function aliasesApart(manifest: Pick<Manifest, 'files' | 'aliases'>): readonly AliasApart[] {
  const pages = manifest.files.filter(({ type }) => type.startsWith('text/html'));
  const byPath = new Map(pages.map((file) => [file.path, file]));
  const copies = pages.filter(({ copyOf }) => copyOf !== undefined).length;
  const lessons = pages.filter((file) => file.copyOf === undefined && isLesson(file)).length;
  // The home page may be the mirror's own list, which no build counts as a page.
  const isFull = copies >= copiesMax(lessons - 1, manifest.files.length - copies);
  const paths = new Set(manifest.files.map(({ path }) => path));
  /** Whether a file has the name of this folder, or of one above it. */
  const stands = (folder: string): boolean =>
    folder.split('/').some((_, at, names) => paths.has(names.slice(0, at + 1).join('/')));
  return Object.entries(manifest.aliases).flatMap(([original, to]) => {
    const file = byPath.get(to);
    const place = file === undefined ? null : copyPlace(original);
    if (file === undefined || place === null) return [];
    if (place.folder === to.slice(0, to.lastIndexOf('/') + 1)) return [];
    const hasPlace = place.path !== null && !stands(place.folder);
    return [{ original, file, isUnavoidable: isFull || !hasPlace }];
  });
}

const isLesson = ({ path }: ManifestFile): boolean => !path.startsWith('/_preau/');
