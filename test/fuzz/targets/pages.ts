import type { Body } from '../../../adapters/local/crawl/body-sink.ts';
import { readPage } from '../../../adapters/local/crawl/read-page.ts';
import { readRobots } from '../../../adapters/local/crawl/robots.ts';
import { readSitemap } from '../../../adapters/local/crawl/sitemap.ts';
import { readMarkdown } from '../../../adapters/local/lessons/markdown/read-markdown.ts';
import { cleanDrawing } from '../../../adapters/local/mirror/drawing.ts';
import { cleanPage } from '../../../adapters/local/mirror/page.ts';
import { mirrorWords } from '../../../adapters/local/mirror/words.ts';
import { decodeText } from '../../../app/mirror/decode-text.ts';
import type { JudgeLink } from '../../../app/mirror/ports.ts';
import { addressBook } from '../../../core/mirror/address-book.ts';
import { cleanPicture } from '../../../core/mirror/picture/clean-picture.ts';
import { siteLink } from '../../../core/mirror/site-link.ts';
import { cleanStyleAttribute } from '../../../core/mirror/style-policy.ts';
import { sha256 } from '../../../core/units.ts';
import { DISGUISES, HOSTILE_PARTS } from '../../adapters/local/mirror/hostile.ts';
import { activeMarkup } from '../active-markup.ts';
import { type FuzzTarget, mustHold, textOf } from '../target.ts';

const words = mirrorWords('fr');
const book = addressBook({ files: [], aliases: {} });
const judge: JudgeLink = (raw) =>
  siteLink(raw, { page: '/a/b.html', book, ownHosts: ['ent.example'] });

function mustBeInert(html: string): void {
  const found = activeMarkup(html);
  mustHold(found === null, `${found} is left in what was cleaned`);
}

const lessonPage: FuzzTarget = {
  name: 'lesson-page',
  shape: 'text',
  maxBytes: 65_536,
  words: [
    ...DISGUISES,
    '<table>',
    '<b>',
    '</b>',
    '<math>',
    '<template>',
    '&',
    '<!--',
    '<p style="',
    '\0',
  ],
  run: (input) => {
    const page = cleanPage(decodeText(input), judge, words);
    if (page === null) return 'too deep';
    mustBeInert(page.body);
    return Object.keys(page.removed).join(' ');
  },
};

const markdown: FuzzTarget = {
  name: 'markdown',
  shape: 'text',
  maxBytes: 32_768,
  words: [
    '[^1]',
    '[a](javascript:b)',
    '```',
    '$$',
    ':::',
    '{% raw %}',
    '---\n',
    '|',
    '> ',
    '    ',
    '*',
    '_',
    '!!! note',
    '<b>',
    '\\(',
    '{.a #b}',
    '*[a]: b',
  ],
  run: (input) => {
    const { html, removed } = readMarkdown(textOf(input), words);
    const page = cleanPage(html, judge, words);
    if (page !== null) mustBeInert(page.body);
    return `${page === null} ${Object.keys(removed).join(' ')}`;
  },
};

const drawing: FuzzTarget = {
  name: 'drawing',
  shape: 'text',
  maxBytes: 65_536,
  words: [
    ...HOSTILE_PARTS,
    '<svg>',
    '<g>',
    '<use href="#a"/>',
    'url(#a)',
    'xmlns:a="b"',
    '<![CDATA[',
    ']]>',
  ],
  run: (input) => {
    const clean = cleanDrawing(textOf(input));
    if (clean === null) return 'none';
    mustBeInert(clean);
    return `svg ${clean.length > 200}`;
  },
};

const style: FuzzTarget = {
  name: 'style',
  shape: 'text',
  maxBytes: 8_192,
  words: [
    'url(',
    'expression(',
    '\\75rl(',
    'color:',
    ';',
    '/*',
    '*/',
    'position:fixed',
    'width:',
    '-9px',
    '@import',
    'var(--a)',
    'rgba(',
  ],
  run: (input) => {
    const clean = cleanStyleAttribute(textOf(input));
    mustHold(!/url\(|expression|@|\\|\/\*|position|var\(|["'<>]/i.test(clean), `style: ${clean}`);
    return `kept ${clean.split(';').length}`;
  },
};

const picture: FuzzTarget = {
  name: 'picture',
  shape: 'bytes',
  maxBytes: 65_536,
  words: [
    '\x89PNG\r\n\x1a\n',
    'IHDR',
    'IDAT',
    'GIF89a',
    '\xff\xd8\xff',
    'Exif\0\0',
    'RIFF',
    'WEBPVP8X',
    'ftypavif',
    'BM',
    'IEND',
    '\xff\xff\xff\xff',
  ],
  run: (input) => {
    const clean = cleanPicture(input);
    if (clean === null) return 'none';
    mustHold(clean.bytes.length <= input.length + 1_024, 'a picture that grew');
    mustHold(cleanPicture(clean.bytes) !== null, 'what was cleaned is no picture');
    return `${clean.format} ${clean.frames > 1} ${clean.tells}`;
  },
};

const crawledPage: FuzzTarget = {
  name: 'crawled-page',
  shape: 'text',
  maxBytes: 65_536,
  words: [
    '<a href="',
    '<base href=',
    '<form action=',
    '<input type=password>',
    '<meta http-equiv=refresh content="0;url=',
    '<frame src=',
    '<svg>',
    '<script>',
    '<noscript>',
  ],
  run: (input) => {
    const { links } = readPage(decodeText(input), 200);
    mustHold(links.length <= 200, 'more links than were asked for');
    return `links ${Math.min(links.length, 9)}`;
  },
};

const robots: FuzzTarget = {
  name: 'robots',
  shape: 'text',
  maxBytes: 65_536,
  words: [
    'User-agent: *\n',
    'Disallow: ',
    '/*',
    '$',
    'Crawl-delay: 1\n',
    'Sitemap: https://a/\n',
    '*'.repeat(20),
    '%2',
    '#',
  ],
  run: (input) => {
    const read = readRobots('https://a.example', textOf(input));
    const allowed = read.isAllowed(`https://a.example/${'ab/'.repeat(40)}index.html?id=1`);
    mustHold(read.crawlDelayMs >= 0 && read.crawlDelayMs <= 60_000, `delay ${read.crawlDelayMs}`);
    return `${allowed} ${read.crawlDelayMs} ${read.sitemaps.length}`;
  },
};

const sitemap: FuzzTarget = {
  name: 'sitemap',
  shape: 'text',
  maxBytes: 131_072,
  words: [
    '<url>',
    '<loc>',
    '</loc>',
    '<sitemap>',
    '<lastmod>',
    'https://a.example/',
    '<!ENTITY',
    '\x1f\x8b\x08',
  ],
  run: async (input) => {
    let entries = 0;
    const whole = await readSitemap(bodyOf(input), () => (entries += 1));
    mustHold(entries <= 50_000, 'more entries than a sitemap may have');
    return `${whole} ${Math.min(entries, 9)}`;
  },
};

const bodyOf = (bytes: Uint8Array): Body => ({
  kind: 'memory',
  bytes,
  sha: sha256('0'),
  size: bytes.length,
});

export const targets = [
  lessonPage,
  markdown,
  drawing,
  style,
  picture,
  crawledPage,
  robots,
  sitemap,
];
