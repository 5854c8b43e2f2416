import { Parser } from 'htmlparser2';

/** What a page shows before any script of it has run. */
export interface PageGlance {
  /** Its `<title>`, one line; '' where there is none. */
  readonly title: string;
  /** Its first `<h1>`, else `<h2>`. */
  readonly heading: string;
  /** Letters that can be read, blanks and titles apart. */
  readonly letters: number;
  readonly pictures: number;
  readonly scripts: number;
  /** Addresses of its frames, in order; empty ones apart. */
  readonly frames: readonly string[];
  /** `<meta name="…" content="…">`, by name. */
  readonly metas: ReadonlyMap<string, string>;
}

const UNREAD: ReadonlySet<string> = new Set(['script', 'style', 'noscript', 'template', 'title']);

const FRAMES: ReadonlySet<string> = new Set(['frame', 'iframe']);

/** An empty frame is for a script to fill. */
const isPage = (src: string): boolean => !/^\s*(?:$|about:|javascript:|data:)/i.test(src);

const MAX_LINE = 300;

/** Metas and frames noted; a page with more is read all the same. */
const MAX_NOTED = 100;

/** More open elements than this are not followed: such a page is refused when it is cleaned. */
const MAX_DEPTH = 512;

class Enough extends Error {}

/** Look at a hostile page once, from its first byte to its last, and keep only what it shows. */
export function pageGlance(html: string): PageGlance {
  const seen = { title: '', h1: '', h2: '', letters: 0, pictures: 0, scripts: 0, depth: 0 };
  const frames: string[] = [];
  const metas = new Map<string, string>();
  const open: string[] = [];
  let unread = 0;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (open.length >= MAX_DEPTH) throw new Enough();
      open.push(name);
      if (UNREAD.has(name)) unread += 1;
      if (name === 'img') seen.pictures += 1;
      if (name === 'script') seen.scripts += 1;
      const { src = '', name: key = '', content = '' } = attributes;
      if (FRAMES.has(name) && isPage(src) && frames.length < MAX_NOTED) frames.push(src);
      if (name === 'meta' && metas.size < MAX_NOTED) metas.set(key.toLowerCase(), content);
    },
    onclosetag: (name) => {
      open.pop();
      if (UNREAD.has(name)) unread -= 1;
    },
    ontext: (text) => {
      if (open.at(-1) === 'title' && seen.title.length < MAX_LINE) seen.title += text;
      if (unread > 0) return;
      seen.letters += text.replaceAll(/\s/g, '').length;
      if (open.includes('h1') && seen.h1.length < MAX_LINE) seen.h1 += text;
      else if (open.includes('h2') && seen.h2.length < MAX_LINE) seen.h2 += text;
    },
  });
  try {
    parser.write(html);
    parser.end();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  const { letters, pictures, scripts } = seen;
  const heading = oneLine(seen.h1) || oneLine(seen.h2);
  return { title: oneLine(seen.title), heading, letters, pictures, scripts, frames, metas };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, MAX_LINE);
