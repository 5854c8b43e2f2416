import { formatShare } from '../../../app/views/format-share.ts';
import type { NowView } from '../../../app/views/now-view.ts';
import type { ShareTurn } from '../../../app/views/share-turn.ts';
import { wordTurnDetail } from '../../../app/views/word-turn-detail.ts';
import { wordTurnReason } from '../../../app/views/word-turn-reason.ts';
import type { Words } from '../../../app/views/words.ts';
import { formatSeconds, isoTime } from '../../markup/clock.ts';
import { type Html, html } from '../../markup/html.ts';

/** Write each turn of DNS, why it was asked for, and what every name server answered to it. */
export function renderTurns(turns: readonly ShareTurn[], view: NowView, words: Words): Html {
  if (turns.length === 0) return html`<p class="soft">${words('console.turns.none')}</p>`;
  const heads = ['at', 'share', 'why', 'seen'] as const;
  return html`<div class="wide"><table class="grid"><thead><tr>${heads.map((head) => html`<th scope="col">${words(`console.turns.${head}`)}</th>`)}</tr></thead>
<tbody>${turns.map((turn) => row(turn, view, words))}</tbody></table></div>`;
}

function row({ at, mirrorShare, why, seen }: ShareTurn, view: NowView, words: Words): Html {
  const said = { words, language: view.language };
  return html`<tr><td><time datetime="${isoTime(at)}">${formatSeconds(at, view)}</time></td><td>${formatShare(mirrorShare, view.language)}</td><td>${wordTurnReason(why, said)}</td>
<td>${seen === null ? words('console.turns.unseen') : html`${words(seen.verified ? 'console.turns.verified' : 'console.turns.unverified', { time: formatSeconds(seen.at, view) })} <span class="soft small">${wordTurnDetail(seen.detail, seen.answers, said)}</span>`}</td></tr>`;
}
