import { escapeText } from '../../../core/mirror/markup-policy.ts';
import { countIn, type Open, type Walk } from './page-walk.ts';
import { mediaTag } from './media-tag.ts';

/** Pieces of a link that are looked at: one of more has words in it, or a picture. */
const LINK_PIECES = 12;

/** Letters of code that fit a window of 360 pixels within a list. Measured: 304 pixels hold 32. */
const CODE_LETTERS = 24;

/** What an element turned out to be, once all that it holds is written. */
export function closeElement(walk: Walk, element: Open): void {
  if (element.drops) {
    closeMedia(walk, element);
    return;
  }
  if (walk.dropping > 0) return;
  const { name } = element;
  if (name === 'a') closeLink(walk, element);
  else if (name === 'th' && !speaks(walk, element)) closeEmptyHead(walk, element);
  else if (name === 'pre') closeCode(walk, element);
  else if (name === 'figure') closeFigure(walk, element);
  else if (/^h[1-6]$/.test(name)) {
    const level = Number(name.slice(1));
    const close = walk.out.length - 1;
    walk.headings.push({ open: element.at, close, level, speaks: speaks(walk, element) });
  }
}

const speaks = (walk: Walk, { letters, pictures }: Open): boolean =>
  walk.letters > letters || walk.pictures.length > pictures;

function closeMedia(walk: Walk, { at }: Open): void {
  const { media } = walk;
  if (media === null || walk.open.length !== media.depth) return;
  walk.media = null;
  walk.out[at] = mediaTag(media, walk.desk, (kind) => countIn(walk, kind));
}

function closeLink(walk: Walk, element: Open): void {
  const { out } = walk;
  const { at } = element;
  const open = out[at] ?? '';
  if (!open.startsWith('<a href')) return;
  if (isEmpty(walk, element)) {
    dropLink(walk, at);
    return;
  }
  if (element.document !== undefined) {
    out[out.length - 1] = `${documentNote(out.slice(at, at + 50), element.document)}</a>`;
  }
  nameLink(walk, element);
}

/** An icon link whose icon is gone: nothing to see, and one more stop for the keyboard. */
function isEmpty(walk: Walk, element: Open): boolean {
  const { out } = walk;
  if (speaks(walk, element) || out.length - element.at > LINK_PIECES) return false;
  return !out.slice(element.at + 1, -1).some((piece) => /preau-note|<audio/.test(piece));
}

/** Where others lead to it, the place stays and the link goes. */
function dropLink({ out }: Walk, at: number): void {
  const place = / (?:id|name)="[^"]*"/.exec(out.slice(at).join(''));
  out.fill('', at);
  if (place !== null) out[at] = `<span${place[0].replace(' name=', ' id=')}></span>`;
}

/** "(PDF, 1.2 MB)", without the kind where the link says it. */
function documentNote(
  pieces: readonly string[],
  { kind, size }: { readonly kind: string; readonly size: string },
): string {
  const said = pieces
    .filter((piece) => !piece.startsWith('<'))
    .join('')
    .toLowerCase();
  const about = said.includes(kind.toLowerCase()) ? size : `${kind}, ${size}`;
  return ` <small>(${escapeText(about)})</small>`;
}

/** A link of pictures that nobody described would be read out as its address. */
function nameLink(walk: Walk, { letters, pictures: before }: Open): void {
  const pictures = walk.pictures.slice(before);
  if (walk.letters > letters || pictures.some(({ alt }) => alt !== null && alt !== '')) return;
  const [first] = pictures;
  if (first !== undefined) describe(walk, first, walk.desk.words('page.noAlt'));
}

/** Code that is wider than a phone scrolls by itself: the keyboard must be able to go there. */
function closeCode({ out }: Walk, { at }: Open): void {
  const text = out.slice(at + 1, -1).filter((piece) => !piece.startsWith('<'));
  const isWide = text
    .join('')
    .split('\n')
    .some((line) => line.length > CODE_LETTERS);
  if (isWide) out[at] = (out[at] ?? '').replace(/^<pre/, '<pre tabindex="0"');
}

function closeEmptyHead({ out }: Walk, { at }: Open): void {
  out[at] = (out[at] ?? '').replace(/^<th/, '<td').replace(/ scope="[^"]*"/, '');
  out[out.length - 1] = '</td>';
}

/** What stands under a picture says what it shows, where nothing else does. */
function closeFigure(walk: Walk, { pictures }: Open): void {
  const caption = walk.caption.replaceAll(/\s+/g, ' ').trim();
  walk.caption = '';
  if (caption === '') return;
  for (const picture of walk.pictures.slice(pictures))
    if (picture.alt === null) describe(walk, picture, caption.slice(0, 200));
}

function describe(walk: Walk, picture: Walk['pictures'][number], alt: string): void {
  picture.alt = alt;
  walk.out[picture.at] = picture.tag.write(alt);
}

/** Nobody can know whether a picture without words matters: it is said that it has none. */
export function describeRest(walk: Walk): void {
  for (const picture of walk.pictures)
    if (picture.alt === null) describe(walk, picture, walk.desk.words('page.noAlt'));
}
