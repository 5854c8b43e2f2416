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

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/gu, (character) => ESCAPES[character] ?? '');

/** An address as a visible link; anything but http(s) stays text. */
export function linkHtml(url: string): string {
  const shown = escapeHtml(url);
  if (!/^https?:\/\/[^\s]+$/u.test(url)) return shown;
  return `<a href="${shown}" style="color:${LINK}">${shown}</a>`;
}

/**
 * A whole mail as plain, semantic HTML: no image, no script, no style sheet to strip, the language
 * on both elements that mail programs keep. `body` is escaped text with the template's blocks.
 */
export function htmlPage(language: string, title: string, body: string): string {
  const heading = escapeHtml(title);
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><title>${heading}</title></head>`,
    `<body style="margin:0;background:#ffffff"><main lang="${language}" `,
    `style="max-width:40em;margin:0 auto;padding:1em;background:#ffffff;color:${INK};`,
    'font:16px/1.5 Arial,sans-serif">',
    `<h1 style="font-size:20px;line-height:1.3">${heading}</h1>`,
    `${blocksHtml(body)}</main></body></html>`,
  ].join('');
}

/** Paragraphs parted by empty lines; runs of `- ` lines are lists. */
function blocksHtml(text: string): string {
  return text
    .split(/\n{2,}/u)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map(blockHtml)
    .join('\n');
}

function blockHtml(block: string): string {
  const lines = block.split('\n');
  const items = lines.filter((line) => line.startsWith('- '));
  const before = lines.filter((line) => !line.startsWith('- '));
  const paragraph = before.length > 0 ? `<p>${before.join('<br>')}</p>` : '';
  if (items.length === 0) return paragraph;
  return `${paragraph}<ul>${items.map((item) => `<li>${item.slice(2)}</li>`).join('')}</ul>`;
}
