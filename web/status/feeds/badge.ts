import type { Look } from '../../../app/views/look.ts';
import type { StatusLine } from '../../../app/views/status-line.ts';
import { html } from '../../markup/html.ts';
import { cleanLine } from './clean-text.ts';

/** White upon each has a contrast of 4.5 to 1 or more. */
const COLOURS: { readonly [look in Look]: string } = {
  up: '#1a7f37',
  suspect: '#8a5a00',
  degraded: '#8a5a00',
  down: '#b3261e',
  sheltered: '#0b57d0',
  returning: '#0b57d0',
  shared: '#0b57d0',
  suspended: '#57606a',
  unseen: '#57606a',
};

/** Of a name and of a state, in code points: a badge is a line, and stays under 1.5 kB. */
const TEXT_MAX = 40;

/** Of the 11 px letters of most fonts; `textLength` makes every font keep to it. Chosen. */
const LETTER_PX = 6.6;

/**
 * A platform's state as a picture that any page may show: the name, the word, a colour. Its size is
 * that of its words, under 1.5 kB.
 */
export function badge({ name, lookWord, look }: StatusLine): string {
  const left = cleanLine(name, TEXT_MAX);
  const right = cleanLine(lookWord, TEXT_MAX);
  const leftPx = widthOf(left);
  const rightPx = widthOf(right);
  const widthPx = leftPx + rightPx;
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="20" role="img" aria-labelledby="t"><title id="t">${left} : ${right}</title><rect width="${widthPx}" height="20" rx="3" fill="#24292f"/><path d="M${leftPx} 0h${rightPx - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-${rightPx - 3}z" fill="${COLOURS[look]}"/><g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" aria-hidden="true"><text x="6" y="14" textLength="${leftPx - 12}" lengthAdjust="spacingAndGlyphs">${left}</text><text x="${leftPx + 6}" y="14" textLength="${rightPx - 12}" lengthAdjust="spacingAndGlyphs">${right}</text></g></svg>
`.markup;
}

const widthOf = (text: string): number => Math.ceil(Array.from(text).length * LETTER_PX) + 12;
