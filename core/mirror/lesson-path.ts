import { type NameRefusal, nameRefusal } from './safe-name.ts';

/** Why a name found in a source folder cannot become an address of the mirror. */
type PathRefusal = NameRefusal | 'hidden' | 'reserved';

export type LessonPath =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'refused'; readonly reason: PathRefusal };

/**
 * Turn a relative file name, as a hostile archive or folder gives it, into an address.
 *
 * Accents are kept, in NFC, so that one lesson has one address however the teacher's machine
 * wrote its name. Everything that could climb out of a folder, hide or collide with the mirror's
 * own pages is refused with its reason; nothing is repaired by guess.
 */
export function lessonPath(raw: string): LessonPath {
  const path = raw.normalize('NFC');
  const reason = nameRefusal(path) ?? addressRefusal(path.split('/'));
  return reason === null ? { kind: 'path', path: `/${path}` } : { kind: 'refused', reason };
}

function addressRefusal(names: readonly string[]): PathRefusal | null {
  if (names.some((name) => name.startsWith('.'))) return 'hidden';
  // The folder of the mirror's own pages; no lesson may stand in it.
  return names[0]?.toLowerCase() === '_preau' ? 'reserved' : null;
}
