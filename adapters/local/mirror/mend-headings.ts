import { headingLevels } from '../../../core/mirror/heading-levels.ts';
import type { Walk } from './page-walk.ts';

/** Give the headings of a part of a page their levels; one that says nothing is none. */
export function mendHeadings({ out, headings }: Walk, from: number, to: number): void {
  const inside = headings
    .filter(({ open, close }) => open >= from && close < to && (out[open] ?? '').startsWith('<h'))
    .toSorted((a, b) => a.open - b.open);
  for (const { open, close, speaks } of inside) {
    if (speaks) continue;
    // What leads to it still finds its place.
    const isPlace = / id="/.test(out[open] ?? '');
    out[open] = isPlace ? (out[open] ?? '').replace(/^<h[1-6]/, '<span') : '';
    out[close] = isPlace ? '</span>' : '';
  }
  const speaking = inside.filter(({ speaks }) => speaks);
  const levels = headingLevels(speaking.map(({ level }) => level));
  for (const [index, { open, close }] of speaking.entries()) {
    const level = levels[index] ?? 2;
    out[open] = (out[open] ?? '').replace(/^<h[1-6]/, `<h${level}`);
    out[close] = `</h${level}>`;
  }
}
