/** Where a page of one language is among those of the others; paths hold on every host. */
export interface PagePlace {
  /** From this page's folder to the root: `` or `../`. */
  readonly toRoot: string;
  /** Every language of the page, its own among them, the one at the root first. */
  readonly languages: readonly string[];
}

/** A page that has no other language. */
export const ALONE: PagePlace = { toRoot: '', languages: [] };

/** @param at the place of the language in the list: the first is at the root */
export const placeOf = (languages: readonly string[], at: number): PagePlace => ({
  toRoot: at === 0 ? '' : '../',
  languages,
});

/** `` for the language at the root, else its folder: `en/`. */
export const folderOf = (language: string, languages: readonly string[]): string =>
  language === languages[0] ? '' : `${language}/`;

/**
 * The same page in another language. Files are named in full: a bucket behind a network of caches
 * knows no folders.
 */
export const addressIn = (language: string, file: string, place: PagePlace): string =>
  `${place.toRoot}${folderOf(language, place.languages)}${file}`;

/** A language in its own words: « English », « Français ». */
export function nameOf(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
