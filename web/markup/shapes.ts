import type { Look } from '../../app/views/look.ts';
import { type Html, html, trusted } from './html.ts';

/**
 * One shape per look, told apart without colour: a tick, a triangle, a wave, a cross, a roof, a roof
 * with an arrow out, half a roof, two bars, a dashed ring. Drawn on a 24 × 24 square; the colour is the text's.
 */
const SHAPES: { readonly [look in Look]: string } = {
  up: '<circle cx="12" cy="12" r="10" fill="currentColor"/><path d="m7 12.5 3.4 3.5L17 8.8" stroke="var(--card)" fill="none"/>',
  suspect:
    '<path d="M12 3 22 21H2Z" fill="currentColor"/><path d="M12 10v5m0 3v.2" stroke="var(--card)" fill="none"/>',
  degraded:
    '<circle cx="12" cy="12" r="10" fill="currentColor"/><path d="M5.5 13q3.2-5 6.5-1t6.5-1" stroke="var(--card)" fill="none"/>',
  down: '<path d="M7.5 2h9L22 7.5v9L16.5 22h-9L2 16.5v-9Z" fill="currentColor"/><path d="m8 8 8 8m0-8-8 8" stroke="var(--card)" fill="none"/>',
  sheltered:
    '<path d="M12 3 23 12H1Z" fill="currentColor"/><path d="M5 12v9m14-9v9M2 21h20" stroke="currentColor" fill="none"/>',
  returning:
    '<path d="M12 3 23 12H1Z" fill="currentColor"/><path d="M5 12v9m3-4h12m-4-4 4 4-4 4" stroke="currentColor" fill="none"/>',
  shared:
    '<path d="M12 3v9H1Z" fill="currentColor"/><path d="M12 3 23 12H12M5 12v9m14-9v9M2 21h20" stroke="currentColor" fill="none"/>',
  suspended:
    '<rect x="4" y="3" width="5.5" height="18" fill="currentColor"/><rect x="14.5" y="3" width="5.5" height="18" fill="currentColor"/>',
  unseen:
    '<circle cx="12" cy="12" r="9.5" fill="none" stroke="currentColor" stroke-dasharray="4 3.5"/>',
};

/** The shape of a look; a word stands beside it, so that it is hidden from screen readers. */
export function shape(look: Look): Html {
  return html`<svg class="shape" viewBox="0 0 24 24" width="20" height="20" stroke-width="2.4" aria-hidden="true" focusable="false">${trusted(SHAPES[look])}</svg>`;
}

/** The mark of Préau: a covered yard with somebody under it, rain outside. */
export const MARK: Html = trusted(
  '<svg class="mark" viewBox="0 0 40 32" width="40" height="32" aria-hidden="true" focusable="false">' +
    '<path d="M20 3 38 14v3H2v-3Z" fill="var(--tile)"/>' +
    '<path d="M7 17v12M33 17v12M3 29h34" stroke="currentColor" stroke-width="2.6" fill="none"/>' +
    '<path d="M15 29v-5a2.4 2.4 0 0 1 4.8 0v5zm7 0v-3.4a2 2 0 0 1 4 0V29z" fill="currentColor"/>' +
    '<circle cx="17.4" cy="20.6" r="1.7" fill="currentColor"/><circle cx="24" cy="22.8" r="1.5" fill="currentColor"/>' +
    '<path d="m5 2-1.4 3.4M10.5 1 9.1 4.4M35 2l-1.4 3.4M30 1l-1.4 3.4" stroke="var(--rain)" stroke-width="1.6" fill="none"/>' +
    '</svg>',
);
