/** What of a page its readers see, unfolded. */
export interface PageText {
  readonly title: string;
  /** Its first heading. */
  readonly heading: string;
  /** All that is shown, title excluded. */
  readonly visible: string;
}

/** Elements of which nothing is shown. */
const HIDDEN: ReadonlySet<string> = new Set(['script', 'style', 'noscript', 'template', 'svg']);
const TAG = /^\/?([a-z][a-z0-9]*)/iu;

/** Letters that French pages write by name; accents are of no matter here. */
const NAMED: Readonly<Record<string, string>> = {
  apos: "'",
  rsquo: '’',
  lsquo: '‘',
  nbsp: ' ',
  amp: '&',
  quot: '"',
  lt: '<',
  gt: '>',
  oelig: 'œ',
};
const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/giu;
const ACCENTED = /^([a-z])(?:acute|grave|circ|uml|cedil|tilde)$/iu;

/**
 * Read a page as people do, in one pass from `<` to `<`: good enough for pages that say one thing, and
 * in time for any bytes.
 */
export function pageText(html: string): PageText {
  const parts = { title: [] as string[], heading: [] as string[], visible: [] as string[] };
  let hidden = '';
  let within: 'title' | 'heading' | 'visible' = 'visible';
  for (const [index, piece] of html.split('<').entries()) {
    const end = index === 0 ? -1 : piece.indexOf('>');
    const tag = index === 0 ? '' : (TAG.exec(piece)?.[1] ?? '').toLowerCase();
    const closes = piece.startsWith('/');
    if (hidden !== '') {
      if (!(closes && tag === hidden)) continue;
      hidden = '';
    } else if (HIDDEN.has(tag) && !closes) {
      hidden = tag;
      continue;
    } else if (tag === 'title') within = closes ? 'visible' : 'title';
    else if (tag === 'h1') within = closes || parts.heading.length > 0 ? 'visible' : 'heading';
    parts[within].push(piece.slice(end + 1));
  }
  const [title, heading, visible] = [parts.title, parts.heading, parts.visible].map((some) =>
    some.join(' ').replaceAll(REFERENCE, characterOf),
  );
  return {
    title: title ?? '',
    heading: heading ?? '',
    visible: `${heading ?? ''} ${visible ?? ''}`,
  };
}

/** What an HTML character reference stands for; itself when it stands for nothing that is known. */
function characterOf(reference: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? ACCENTED.exec(name)?.[1] ?? reference;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : reference;
}
