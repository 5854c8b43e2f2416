import type { PlatformLine } from '../../../app/views/platform-line.ts';
import type { Words } from '../../../app/views/words.ts';
import { formatDay, formatTime } from '../../markup/clock.ts';
import { type Html, html } from '../../markup/html.ts';
import { keptMarkup } from '../../markup/kept-markup.ts';
import { shape } from '../../markup/shapes.ts';
import { clockOf, type PageClock } from '../clock-of.ts';
import { mirrorAddress } from '../pages/addresses.ts';
import type { PageAsk } from '../pages/console-page.ts';
import { renderGrid } from '../render-grid.ts';

const COLUMNS = ['platform', 'fitness', 'build', 'built'] as const;

/** Write whether each mirror may be sent visitors, the unfit first. */
export function renderMirrorList({ view, words }: PageAsk): Html {
  const lines = view.platforms
    .filter(({ control }) => !control)
    .toSorted((one, other) => rank(one) - rank(other))
    .map(({ id, name, mirror }) => ({ id, name, mirror }));
  if (lines.length === 0) return html`<p class="soft">${words('console.mirrors.none')}</p>`;
  return grid(words, lines, clockOf(view));
}

type MirrorLine = Pick<PlatformLine, 'id' | 'name' | 'mirror'>;

const grid = keptMarkup(writeGrid);

function writeGrid(words: Words, lines: readonly MirrorLine[], clock: PageClock): Html {
  return renderGrid(
    COLUMNS.map((column) => words(`console.mirrors.${column}`)),
    lines.map((line) => [
      html`<a href="${mirrorAddress(line.id)}">${line.name}</a>`,
      renderFitness(line, words),
      html`<code>${line.mirror?.buildId ?? '–'}</code>`,
      builtWord(line, clock),
    ]),
  );
}

const rank = ({ mirror }: PlatformLine): number => (mirror === null ? 1 : mirror.fit ? 2 : 0);

/** Write whether a mirror is fit, and why not. */
export function renderFitness({ mirror }: Pick<PlatformLine, 'mirror'>, words: Words): Html {
  if (mirror === null)
    return html`<span class="soft">${words('console.platform.mirrorUnknown')}</span>`;
  const look = mirror.fit ? 'up' : 'down';
  const word = words(mirror.fit ? 'console.platform.mirrorFit' : 'console.platform.mirrorUnfit');
  return html`<div class="fit ${look}"><span class="look">${shape(look)} ${word}</span>${mirror.reasons.length > 0 && html`<ul class="reasons">${mirror.reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`}</div>`;
}

const builtWord = ({ mirror }: MirrorLine, clock: PageClock): string =>
  mirror?.builtAt === undefined
    ? '–'
    : `${formatDay(mirror.builtAt, clock)}, ${formatTime(mirror.builtAt, clock)}`;
