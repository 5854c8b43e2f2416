import { Parser } from 'htmlparser2';
import type { LessonText } from '../../../core/mirror/compare/lesson-text.ts';
import { encodePath } from '../../../core/mirror/site-link.ts';

/** After these a new line begins. */
const BLOCKS: ReadonlySet<string> = new Set(
  'address article aside blockquote br dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section summary table td th tr ul'.split(
    ' ',
  ),
);

const HOST = 'https://mirror.invalid';

/**
 * Read a page of a mirror as its readers do: the lesson alone, without the banner and the foot around it, which
 * change with the day of the build.
 *
 * @param path the page's own, for what it leads to
 */
export function lessonText(path: string, html: string): LessonText {
  const base = HOST + encodePath(path);
  const read = {
    title: '',
    text: '',
    foot: [] as string[],
    pictures: [] as string[],
    links: [] as string[],
    isOwn: false,
  };
  const inside: string[] = [];
  const isIn = (name: string): boolean => inside.includes(name);
  const parser = new Parser(
    {
      onopentag: (name, { src, href }) => {
        inside.push(name);
        if (name === 'script') read.isOwn = true;
        if (name === 'p' && isIn('footer')) read.foot.push('');
        if (!isIn('main')) return;
        if (BLOCKS.has(name)) read.text += '\n';
        if (name === 'img' && src !== undefined) read.pictures.push(pathOf(src, base));
        if (name === 'a' && href !== undefined) read.links.push(pathOf(href, base));
      },
      ontext: (text) => {
        if (inside.at(-1) === 'title' && !isIn('body')) read.title += text;
        else if (isIn('main')) read.text += text;
        else if (isIn('footer') && read.foot.length > 0)
          read.foot.push((read.foot.pop() ?? '') + text);
      },
      onclosetag: (name) => {
        inside.splice(Math.max(0, inside.lastIndexOf(name)));
        if (BLOCKS.has(name) && isIn('main')) read.text += '\n';
      },
    },
    { lowerCaseTags: true },
  );
  parser.end(html);
  return {
    // After the last dash stands what this copy is.
    title: tidy(read.title.replace(/ – [^–]*$/, '')),
    text: read.text
      .split('\n')
      .map(tidy)
      .filter((line) => line !== '')
      .join('\n'),
    // The last line is the mirror's own.
    credit: tidy(read.foot.slice(0, -1).join(' ')),
    pictures: read.pictures,
    links: read.links,
    isOwn: read.isOwn,
  };
}

const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** An address on the mirror as a path, anything else as it is written. */
function pathOf(address: string, base: string): string {
  if (!URL.canParse(address, base)) return address;
  const url = new URL(address, base);
  if (url.origin !== HOST) return address;
  try {
    return decodeURIComponent(url.pathname).normalize('NFC');
  } catch {
    return url.pathname;
  }
}
