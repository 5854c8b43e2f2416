import { escapeHtml } from '../../../../core/mirror/markup-policy.ts';
import { linkTo, noteHtml } from '../package/written-page.ts';
import { headingHtml, type H5pDesk, under, type Render } from './h5p-desk.ts';
import { h5pRights } from './h5p-licence.ts';
import { blockAt, htmlAt, listAt, textAt, valueAt } from './json-view.ts';

/**
 * A picture with its words and its credit.
 *
 * @param file an object with a `path` from the folder of the content
 * @param described what its author said of its rights: `metadata`, or `copyright` in older files
 */
export function pictureHtml(file: unknown, alt: string, described: unknown, desk: H5pDesk): string {
  const name = desk.medium(textAt(file, 'path'));
  if (name === null) return '';
  const src = name.split('/').map(encodeURIComponent).join('/');
  const credit = creditOf(described);
  const caption =
    credit === ''
      ? ''
      : `<figcaption>${escapeHtml(desk.words('package.imageCredit', { credit }))}</figcaption>`;
  return `<figure><img src="${src}" alt="${escapeHtml(alt)}">${caption}</figure>\n`;
}

/** Title, authors and licence, as far as they are stated. */
function creditOf(described: unknown): string {
  const authors = listAt(described, 'authors').map((author) => textAt(author, 'name'));
  const rights = h5pRights(described);
  const by = [...authors, textAt(described, 'author')].filter((name) => name !== '');
  if (rights === undefined && by.length === 0) return '';
  return [textAt(described, 'title'), ...by, rights?.said ?? '']
    .filter((part) => part !== '')
    .join(', ')
    .slice(0, 500);
}

const image: Render = (params, desk, metadata) => {
  const file = valueAt(params, 'file');
  const described = h5pRights(metadata) === undefined ? valueAt(file, 'copyright') : metadata;
  return pictureHtml(file, textAt(params, 'alt'), described, desk);
};

/** Where a film lies elsewhere, a link to it; its poster in any case. */
function filmHtml(
  sources: readonly unknown[],
  poster: unknown,
  title: string,
  desk: H5pDesk,
): string {
  const address = sources.map((source) => textAt(source, 'path')).find(isWeb);
  const picture = pictureHtml(poster, '', valueAt(poster, 'copyright'), desk);
  if (address === undefined) return picture + noteHtml(desk.words('package.videoNone'));
  const link = `<p>${linkTo(address, title || address)}</p>`;
  return `${picture}${noteHtml(desk.words('package.video'))}\n${link}`;
}

const isWeb = (path: string): boolean => /^https?:\/\//i.test(path);

const video: Render = (params, desk) =>
  filmHtml(
    listAt(params, 'sources'),
    valueAt(params, 'visuals', 'poster'),
    textAt(params, 'title'),
    desk,
  );

const audio: Render = (_params, desk) => noteHtml(desk.words('package.videoNone'));

/** The film, then what its author put into it, by the minute. */
const interactiveVideo: Render = (params, desk) => {
  const whole = valueAt(params, 'interactiveVideo');
  const start = valueAt(whole, 'video', 'startScreenOptions');
  const film = filmHtml(
    listAt(whole, 'video', 'files'),
    valueAt(start, 'poster'),
    textAt(start, 'title'),
    desk,
  );
  const parts = listAt(whole, 'assets', 'interactions')
    .toSorted((a, b) => secondOf(a) - secondOf(b))
    .map((part) => interaction(part, under(desk)));
  const task = desk.render(valueAt(whole, 'summary', 'task'), under(desk));
  const inside = [...parts, task].filter((part) => part !== '').join('\n');
  const heading = inside === '' ? '' : headingHtml(desk, desk.words('package.interactions'));
  return `${film}\n${heading}${inside}`;
};

function interaction(part: unknown, desk: H5pDesk): string {
  const html = desk.render(valueAt(part, 'action'), under(desk));
  const second = secondOf(part);
  const time = `${Math.floor(second / 60)}:${String(Math.floor(second % 60)).padStart(2, '0')}`;
  const label = htmlAt(part, 'label').replaceAll(/<\/?(?:p|div)[^<>]*>/g, '');
  return html === '' ? '' : headingHtml(desk, [time, label].filter(Boolean).join(' – ')) + html;
}

function secondOf(part: unknown): number {
  const from = valueAt(part, 'duration', 'from');
  return typeof from === 'number' && Number.isFinite(from) && from >= 0 ? from : 0;
}

const hotspots: Render = (params, desk) => {
  const picture = pictureHtml(
    valueAt(params, 'image'),
    textAt(params, 'backgroundImageAltText'),
    valueAt(params, 'image', 'copyright'),
    desk,
  );
  const spots = listAt(params, 'hotspots').map((spot) => {
    const content = listAt(spot, 'content').map((one) => desk.render(one, under(desk)));
    return headingHtml(desk, htmlAt(spot, 'header')) + content.join('\n');
  });
  return `${picture}${spots.join('\n')}`;
};

const link: Render = (params) => {
  const url = textAt(params, 'linkWidget', 'url');
  const address = isWeb(url) ? url : `${textAt(params, 'linkWidget', 'protocol')}${url}`;
  return isWeb(address) ? `<p>${linkTo(address, textAt(params, 'title') || address)}</p>` : '';
};

const table: Render = (params) => blockAt(params, 'text');

/** Content types that are seen or heard, or lead elsewhere. */
export const MEDIA: { readonly [machineName: string]: Render } = {
  'H5P.Image': image,
  'H5P.Video': video,
  'H5P.Audio': audio,
  'H5P.InteractiveVideo': interactiveVideo,
  'H5P.ImageHotspots': hotspots,
  'H5P.Link': link,
  'H5P.Table': table,
};
