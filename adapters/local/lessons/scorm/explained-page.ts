import type { MirrorWords } from '../../../../app/mirror/ports.ts';
import { relativeHref } from '../../../../core/mirror/site-link.ts';
import { linkTo, noteHtml, writtenPage } from '../package/written-page.ts';

export interface Explained {
  /** Its own name: links start from it. */
  readonly name: string;
  readonly title: string;
  /** What can be read without script, in the package's order. */
  readonly readable: readonly { readonly name: string; readonly title: string }[];
}

/** Links on one such page; a package with more has a table of contents. Chosen. */
const MAX_LINKS = 500;

/** The page in the place of one that is empty without its script. */
export function explainedPage(
  { name, title, readable }: Explained,
  words: MirrorWords,
): Uint8Array {
  const links = readable
    .slice(0, MAX_LINKS)
    .map((page) => `<li>${linkTo(relativeHref(`/${name}`, `/${page.name}`), page.title)}</li>`);
  const rest =
    links.length === 0
      ? noteHtml(words('package.explainedNone'))
      : `<p>${words('package.explainedToDo')}</p>\n<ul>\n${links.join('\n')}\n</ul>`;
  return writtenPage({ title, body: `${noteHtml(words('package.explained'))}\n${rest}` });
}
