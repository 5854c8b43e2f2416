/** Ink and link on white: 17:1 and 8:1, where WCAG 2.2 §1.4.3 asks 4.5:1. */
const INK = '#1a1a1a';
const LINK = '#0b4f8a';

const ESCAPES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What is text and stays text in HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/gu, (character) => ESCAPES[character] ?? '');

/** An address as a visible link; anything but http(s) stays text. */
function linkHtml(url: string): string {
  const shown = escapeHtml(url);
  if (!/^https?:\/\/[^\s]+$/u.test(url)) return shown;
  return `<a href="${shown}" style="color:${LINK}">${shown}</a>`;
}

/**
 * A whole mail as plain, semantic HTML: no image, no script, no style sheet to strip; the language
 * on the page and on both landmarks, since mail programs keep one or the other.
 *
 * @param body of `blocksHtml`, as `footer` is
 */
export function htmlPage(language: string, title: string, body: string, footer: string): string {
  const heading = escapeHtml(title);
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><title>${heading}</title></head>`,
    `<body style="margin:0;background:#ffffff"><main lang="${language}" style="${COLUMN}">`,
    `<h1 style="font-size:20px;line-height:1.3">${heading}</h1>`,
    `${body}</main><footer lang="${language}" style="${COLUMN}">${footer}</footer></body></html>`,
  ].join('');
}

const COLUMN =
  `max-width:40em;margin:0 auto;padding:1em;background:#ffffff;color:${INK};` +
  'font:16px/1.5 Arial,sans-serif';

/**
 * A text as HTML: paragraphs parted by empty lines; runs of `- ` lines are lists. Nothing in it
 * becomes a tag, and a link only the words that are one of `addresses`.
 */
export function blocksHtml(text: string, addresses: readonly string[]): string {
  return text
    .split(/\n{2,}/u)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block) => blockHtml(block, addresses))
    .join('\n');
}

function blockHtml(block: string, addresses: readonly string[]): string {
  const lines = block.split('\n');
  const html = (line: string) => lineHtml(line, addresses);
  const items = lines.filter((line) => line.startsWith('- ')).map((line) => line.slice(2));
  const before = lines.filter((line) => !line.startsWith('- '));
  const paragraph = before.length > 0 ? `<p>${before.map(html).join('<br>')}</p>` : '';
  if (items.length === 0) return paragraph;
  return `${paragraph}<ul>${items.map((item) => `<li>${html(item)}</li>`).join('')}</ul>`;
}

const lineHtml = (line: string, addresses: readonly string[]): string =>
  line
    .split(' ')
    .map((word) => (addresses.includes(word) ? linkHtml(word) : escapeHtml(word)))
    .join(' ');
