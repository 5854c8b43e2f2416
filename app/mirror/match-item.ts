/**
 * Whether an owner's word on some lessons means this one: `folder/`, `*.ending` or one exact name.
 * Everything is `/` or `*`, said on purpose; nothing is meant by nothing. Three plain forms instead
 * of patterns: a pattern from outside could be made to never end.
 *
 * @param path the lesson's address in the source
 * @param folder the set that speaks: `/`, or `/name/`
 */
export const matchesItem = (path: string, folder: string, item: string): boolean =>
  indexItems([{ folder, item, word: true }])(path).length > 0;

/** What is said of an item, by a set that speaks of a folder. */
export interface ItemWord<T> {
  readonly folder: string;
  readonly item: string;
  readonly word: T;
}

/**
 * Look up what is said of a lesson: as {@link matchesItem}, for thousands of words and lessons. A
 * look-up takes as long as the path is deep, however many words there are.
 *
 * @returns asks for the words on a path, in no order
 */
export function indexItems<T>(words: readonly ItemWord<T>[]): (path: string) => readonly T[] {
  const exact = new Map<string, T[]>();
  const folders = new Map<string, T[]>();
  const endings = new Map<string, ItemWord<T>[]>();
  for (const said of words) {
    const wanted = said.item.normalize('NFC').replace(/^\.?\//, '');
    const place = said.folder + wanted;
    if (said.item === '') continue;
    if (wanted.startsWith('*')) put(endings, wanted.slice(1), said);
    else put(place.endsWith('/') ? folders : exact, place, said.word);
  }
  const lengths = [...new Set([...endings.keys()].map((ending) => ending.length))];
  return (path) => [
    ...(exact.get(path) ?? []),
    ...(folders.size === 0 ? [] : foldersOf(path).flatMap((folder) => folders.get(folder) ?? [])),
    ...lengths
      .filter((length) => length <= path.length)
      .flatMap((length) => endings.get(path.slice(path.length - length)) ?? [])
      .filter(({ folder }) => path.startsWith(folder))
      .map(({ word }) => word),
  ];
}

function put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** The folders that hold a path, from `/` on; a path that is a folder is in itself. */
function foldersOf(path: string): readonly string[] {
  const found: string[] = [];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1))
    found.push(path.slice(0, at + 1));
  return found;
}
