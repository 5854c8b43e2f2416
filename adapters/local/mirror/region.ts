/** A part of a page that says it is the content, by where it stands in the output. */
export interface Region {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Letters of text in it, navigation apart. */
  readonly letters: number;
  /** Where its words stand in the page's text. */
  readonly textFrom: number;
  readonly textTo: number;
}

/**
 * Choose what of a page is the lesson: the site's own menus point at what the mirror shows in its
 * own frame anyway, and make two thirds of a page's weight.
 *
 * @returns the only `<article>`, else the only `<main>`, when it holds at least 60 % (chosen) of
 *   the page's words; null for the whole page
 */
export function chooseContent(regions: readonly Region[], letters: number): Region | null {
  for (const name of ['article', 'main']) {
    const [only, ...others] = regions.filter((region) => region.name === name);
    if (only !== undefined && others.length === 0 && only.letters >= letters * 0.6) return only;
  }
  return null;
}
