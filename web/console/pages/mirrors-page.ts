import { PreauError } from '../../../core/errors.ts';
import type { PlatformId } from '../../../core/units.ts';
import { html } from '../../markup/html.ts';
import { renderMirror } from '../mirrors/render-mirror.ts';
import { renderMirrorList } from '../mirrors/render-mirror-list.ts';
import type { ConsolePage, PageAsk } from './console-page.ts';

/** *Mirrors*: whether each is fit, and one each at `/mirrors/<platform>/`. */
export const mirrorsPage: ConsolePage = {
  name: 'mirrors',
  path: '/mirrors/',
  render: (asked) => (asked.below.length === 0 ? list(asked) : one(asked)),
};

const list = (asked: PageAsk) =>
  html`<div class="in"><h1>${asked.words('console.pages.mirrors')}</h1>${renderMirrorList(asked)}</div>`;

async function one(asked: PageAsk) {
  const [id, ...more] = asked.below;
  const line = asked.view.platforms.find((known) => known.id === id && !known.control);
  if (line === undefined || more.length > 0) return null;
  return renderMirror(line, await sheetOf(line.id, asked), asked);
}

/** Whether a mirror is fit is told without the store of its releases. */
async function sheetOf(platform: PlatformId, { sources }: PageAsk) {
  try {
    return (await sources.mirrorSheet?.(platform)) ?? null;
  } catch (error) {
    if (error instanceof PreauError) return 'later' as const;
    throw error;
  }
}
