/**
 * Whether an owner's word on some lessons means this one: `folder/`, `*.ending` or one exact name.
 * Everything is `/` or `*`; nothing is meant by nothing. Three plain forms instead of patterns: a pattern from outside could be made to never end.
 *
 * @param path the lesson's address in the source
 * @param folder the set that speaks: `/`, or `/name/`
 */
export function matchesItem(path: string, folder: string, item: string): boolean {
  const wanted = item.normalize('NFC').replace(/^\.?\//, '');
  if (wanted.startsWith('*')) return path.startsWith(folder) && path.endsWith(wanted.slice(1));
  if (wanted === '') return item !== '' && path.startsWith(folder);
  const place = folder + wanted;
  return wanted.endsWith('/') ? path.startsWith(place) : path === place;
}
