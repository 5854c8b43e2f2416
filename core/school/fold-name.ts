/**
 * A name as people compare it: no case, no accents, hyphens and spaces alike.
 *
 * `Île-de-France`, `ile de france` and `ILE-DE-FRANCE` fold to one text. For comparing only; what
 * people read keeps its accents.
 */
export function foldName(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s_'’-]+/g, ' ')
    .trim();
}
