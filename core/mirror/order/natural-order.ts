/** How a person sorts names: the folder's first page, then by numbers as numbers, then by words. */
export function compareNames(a: string, b: string): number {
  const first = rank(a) - rank(b);
  return first === 0 ? collate(stem(a), stem(b)) || (a < b ? -1 : 1) : first;
}

/** `2_b` before `10_a`, `é` beside `e`. French rules: a fixed place, so that order is the same anywhere. */
function collate(a: string, b: string): number {
  collator ??= new Intl.Collator('fr', { numeric: true });
  return collator.compare(a, b);
}

/** Made at its first use: a function that sorts no lessons starts without it. */
let collator: Intl.Collator | null = null;

const rank = (name: string): number => (isFirstPage(name) ? 0 : 1);
const stem = (name: string): string => name.replace(/\.[a-z0-9]{1,8}$/i, '');

/** What a folder shows of itself. */
export const isFirstPage = (name: string): boolean =>
  /^(?:index|readme|accueil|sommaire)\.[a-z]{2,8}$/i.test(name);

/** What a file or folder is called in a table of contents when nothing else names it. */
export function nameInWords(name: string): string {
  const plain = stem(name);
  const words = plain
    .replace(/^\d+(?:[.\-_]\d+)*[.\-_ )]+(?=\S)/, '')
    .replace(/[_-]+/g, ' ')
    .trim();
  const said = words === '' ? plain : words;
  return said.slice(0, 1).toUpperCase() + said.slice(1);
}
