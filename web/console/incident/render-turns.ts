import { formatShare } from '../../../app/views/format-share.ts';
import type { NowView } from '../../../app/views/now-view.ts';
import type { ShareTurn } from '../../../app/views/share-turn.ts';
import { wordTurnDetail } from '../../../app/views/word-turn-detail.ts';
import { wordTurnReason } from '../../../app/views/word-turn-reason.ts';
import type { Words } from '../../../app/views/words.ts';
import { formatSeconds, isoTime } from '../../markup/clock.ts';
import { type Html, html } from '../../markup/html.ts';
import { renderGrid } from '../render-grid.ts';
import { renderWide } from '../render-wide.ts';

/** Write each turn of DNS, why it was asked for, and what every name server answered to it. */
export function renderTurns(turns: readonly ShareTurn[], view: NowView, words: Words): Html {
  if (turns.length === 0) return html`<p class="soft">${words('console.turns.none')}</p>`;
  const heads = ['at', 'share', 'why', 'seen'] as const;
  const table = renderGrid(
    heads.map((head) => words(`console.turns.${head}`)),
    turns.map((turn) => row(turn, view, words)),
  );
  return renderWide(words('console.incidentPage.turns'), table);
}

function row(
  { at, mirrorShare, why, seen }: ShareTurn,
  view: NowView,
  words: Words,
): readonly (Html | string)[] {
  const said = { words, language: view.language };
  return [
    html`<time datetime="${isoTime(at)}">${formatSeconds(at, view)}</time>`,
    formatShare(mirrorShare, view.language),
    wordTurnReason(why, said),
    seen === null
      ? words('console.turns.unseen')
      : html`${words(seen.verified ? 'console.turns.verified' : 'console.turns.unverified', { time: formatSeconds(seen.at, view) })} <span class="soft small">${wordTurnDetail(seen.detail, seen.answers, said)}</span>`,
  ];
}
