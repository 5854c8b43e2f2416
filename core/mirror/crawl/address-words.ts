/** One part of an address's path: its word, and the ending that says what makes it. */
export interface PathWord {
  /** Lower case, without accents and without ending. */
  readonly word: string;
  /** Without its dot; empty for none. */
  readonly ending: string;
}

/** Endings of pages that somebody wrote as a file: their name is a title, not a command. */
const WRITTEN = /^(html?|xhtml|md|pdf|txt|od[gpst]|docx?|pptx?|xlsx?|png|jpe?g|gif|svg|webp)$/;

/** Whether a path's word names a file that somebody wrote, as in `supprimer.html`. */
export const isWritten = ({ ending }: PathWord): boolean => WRITTEN.test(ending);

/**
 * The words of an address's path, in order.
 *
 * @param address as `CrawlAddress.address`
 */
export function pathWords(address: string): readonly PathWord[] {
  const [path = ''] = address.split('?', 1);
  return plainText(path)
    .split('/')
    .filter((name) => name !== '')
    .map((name) => {
      const ending = /\.([a-z][a-z0-9]{0,5})$/.exec(name)?.[1] ?? '';
      return { word: ending === '' ? name : name.slice(0, -ending.length - 1), ending };
    });
}

/** The parameters of an address, lower case and without accents. */
export function queryPairs(
  address: string,
): readonly { readonly name: string; readonly value: string }[] {
  const at = address.indexOf('?');
  if (at === -1) return [];
  return plainText(address.slice(at + 1))
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const [name, value] =
        equals === -1 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return { name: readable(name), value: readable(value) };
    });
}

/** An address keeps the query's own signs encoded. */
const readable = (text: string): string =>
  text.replace(/%(2f|26|3d|2b|23|3f|20)/g, (coded) => decodeURIComponent(coded));

/** Lower case without accents: `Déconnexion` and `deconnexion` are one word. */
export const plainText = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
