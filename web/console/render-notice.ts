import type { Funnel, NoticeLine } from '../../app/views/notice-line.ts';
import type { NowView } from '../../app/views/now-view.ts';
import { numberFormat } from '../../app/views/number-format.ts';
import type { May } from '../../app/views/role.ts';
import { stateParts } from '../../app/views/state-parts.ts';
import type { Words } from '../../app/views/words.ts';
import type { LeftOut, PlanSummary } from '../../core/notice/notice.ts';
import { formatDay, formatSeconds, formatTime, isoTime } from '../markup/clock.ts';
import { type Html, html } from '../markup/html.ts';
import { keptMarkup } from '../markup/kept-markup.ts';
import { ADDITION_MAX } from '../../core/notice/addition-fault.ts';
import { actionButton } from './action-button.ts';
import { clockOf, type PageClock } from './clock-of.ts';
import { incidentAddress } from './pages/addresses.ts';

/** Write a notice that has not left: what it will say, to whom, at what cost, and when. */
export function renderComing(notice: NoticeLine, view: NowView, words: Words, may: May): Html {
  const rest = { ...notice, text: null };
  return html`<article class="coming stage-${notice.stage}" id="notice-${notice.id}">
<div class="head"><h3>${title(notice)}</h3>${drillTag(notice, words)}<span class="tag">${notice.stageWord}</span></div>
<div class="two"><div class="countdown">${countdown(notice, view, words)}${notice.plan !== null && plan(words, notice.plan, view.budgetEuros, clockOf(view))}${may('hold-notice') && noticeButtons(words, rest, may('edit-notice'))}</div>
<div>${renderTexts(notice, words)}</div></div></article>`;
}

/** What is said of a notice beside its words, which are long. */
interface WithoutText extends Omit<NoticeLine, 'text'> {
  readonly text: null;
}

/** Write a notice that has left, or never will: what became of it, and its words. */
export const renderGone = (notice: NoticeLine, view: PageClock, words: Words): Html =>
  gone(words, notice, clockOf(view));

/** What has left changes no more, or only as its receipts come. */
const gone = keptMarkup(writeGone);

function writeGone(words: Words, notice: NoticeLine, clock: PageClock): Html {
  const times = [
    notice.firstAcceptedAt !== null &&
      words('console.notice.firstAt', { time: formatSeconds(notice.firstAcceptedAt, clock) }),
    notice.finishedAt !== null &&
      words('console.notice.finishedAt', { time: formatSeconds(notice.finishedAt, clock) }),
  ].filter((text) => text !== false);
  return html`<li class="sent stage-${notice.stage}" id="notice-${notice.id}">
<div class="head"><h3>${title(notice)}</h3>${drillTag(notice, words)}<span class="tag">${notice.stageWord}</span>${times.length > 0 && html`<span class="soft small">${times.join(' · ')}</span>`}</div>
${notice.funnel !== null && funnel(notice.funnel, words)}${answers(notice, clock, words)}
<details id="words-${notice.id}"><summary>${words('console.notice.readSms')}<span class="unheard"> : ${title(notice)}</span></summary>${renderTexts(notice, words)}</details></li>`;
}

/** The same in a row: its words are on its incident's page. */
export const renderGoneRow = (notice: NoticeLine, view: PageClock, words: Words): Html =>
  goneRow(words, { ...notice, text: null }, clockOf(view));

const goneRow = keptMarkup(writeGoneRow);

function writeGoneRow(words: Words, notice: WithoutText, clock: PageClock): Html {
  const { id, stage, incident, stageWord, funnel: counts, firstAcceptedAt, sendAt } = notice;
  const at = firstAcceptedAt ?? sendAt;
  const became = counts === null ? [] : partsOf(counts, words).map(({ word }) => word);
  return html`<li class="small stage-${stage}" id="notice-${id}"><time datetime="${isoTime(at)}">${formatTime(at, clock)}</time> <a href="${incidentAddress(incident)}#notices">${title(notice)}</a> <span class="soft">${[stageWord, ...became].join(' · ')}</span></li>`;
}

/** Who has read it, and what was done about those who did not say so. */
function answers(
  { answered, escalated, fallbackSms }: NoticeLine,
  clock: PageClock,
  words: Words,
): Html | false {
  const count = numberFormat(clock.language, 'plain');
  const lines = [
    answered !== null &&
      answered > 0 &&
      words('console.notice.answered', { count: count.format(answered) }),
    escalated !== null && words('console.notice.escalated', { ...escalated }),
    fallbackSms > 0 &&
      words(`console.notice.fallback.${fallbackSms === 1 ? 'one' : 'several'}`, {
        count: count.format(fallbackSms),
      }),
  ].filter((line) => line !== false);
  return lines.length > 0 && html`<p class="small soft">${lines.join(' · ')}</p>`;
}

const title = (notice: Pick<NoticeLine, 'platformName' | 'phaseWord'>): string =>
  `${notice.platformName} · ${notice.phaseWord}`;

const drillTag = (notice: NoticeLine, words: Words): Html | false =>
  notice.drill && html`<span class="tag drill-tag">${words('console.platform.drill')}</span>`;

function countdown(notice: NoticeLine, view: NowView, words: Words): Html {
  if (notice.stage === 'held') return html`<p class="big">${words('console.notice.held')}</p>`;
  if (notice.stage === 'planning') {
    return html`<p class="big">${words('console.notice.preparing')}</p>`;
  }
  const left = Math.ceil((notice.sendAt - view.at) / 1000);
  const leaving = words('console.notice.leaving');
  const text = left > 0 ? words('console.notice.leaves', { left }) : leaving;
  return html`<p class="big" role="timer"><span data-until="${notice.sendAt}" data-words="${words('console.notice.leaves')}" data-zero="${leaving}">${text}</span></p>
<p class="soft small"><time datetime="${isoTime(notice.sendAt)}">${words('console.notice.leavesAt', { time: formatTime(notice.sendAt, view) })}</time></p>`;
}

const LEFT_OUT: readonly LeftOut[] = ['no-class', 'calendar-unknown', 'bundled', 'budget'];

const plan = keptMarkup(writePlan);

function writePlan(
  words: Words,
  summary: PlanSummary,
  budgetEuros: number,
  clock: PageClock,
): Html {
  const euros = numberFormat(clock.language, 'euros');
  const count = numberFormat(clock.language, 'plain');
  const cost = words('console.notice.cost', {
    cost: euros.format(summary.costEuros),
    budget: euros.format(budgetEuros),
  });
  const lines = [
    words('console.notice.recipients', { count: count.format(summary.recipients) }),
    words('console.notice.channels', {
      mails: count.format(summary.mails),
      sms: count.format(summary.sms),
    }),
    cost,
    words('console.notice.duration', { count: count.format(summary.durationSec) }),
    summary.held !== undefined &&
      words('console.notice.waiting', {
        count: count.format(summary.held.sms),
        time: `${formatDay(summary.held.until, clock)}, ${formatTime(summary.held.until, clock)}`,
      }),
    ...LEFT_OUT.map((why) => {
      const left = summary.leftOut?.[why] ?? 0;
      return left > 0 && words(`console.notice.leftOut.${why}`, { count: count.format(left) });
    }),
    summary.unreachable > 0 &&
      words('console.notice.unreachable', { count: count.format(summary.unreachable) }),
  ].filter((line) => line !== false);
  return html`<ul class="plain plan">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

const noticeButtons = keptMarkup(writeButtons);

function writeButtons(words: Words, notice: WithoutText, mayEdit: boolean): Html {
  const target = { notice: notice.id };
  const button = (kind: 'hold-notice' | 'release-notice' | 'cancel-notice') =>
    actionButton(kind, target, title(notice), words);
  return html`<div class="actions">${notice.stage !== 'held' && button('hold-notice')}${button('release-notice')}${button('cancel-notice')}</div>${mayEdit && editForm(notice, words)}`;
}

/** A sentence of the crisis cell's own, told as theirs: the other words are worded by evidence. */
function editForm(notice: WithoutText, words: Words): Html {
  const name = title(notice);
  const action = words('console.actions.edit-notice');
  const command = JSON.stringify({ kind: 'edit-notice', notice: notice.id });
  return html`<details id="edit-${notice.id}"><summary>${words('console.form.edit')}<span class="unheard"> : ${name}</span></summary>
<form class="fields" method="post" data-command="${command}" data-label="${words('console.actions.on', { action, name })}" data-reason="no" data-consequence="${words('console.consequence.edit-notice')}"><label>${words('console.form.addition')}<input name="addition" maxlength="${ADDITION_MAX}" value="${notice.addition}" autocomplete="off"></label>
<p class="buttons"><button class="strong">${action}<span class="unheard"> : ${name}</span></button></p></form></details>`;
}

/** Write the very words of a notice: its SMS with its size, and its mail. */
export const renderTexts = ({ id, text }: NoticeLine, words: Words): Html => texts(words, id, text);

const texts = keptMarkup(writeTexts);

function writeTexts(words: Words, id: string, text: NoticeLine['text']): Html {
  const size = words('console.notice.smsSize', {
    septets: text.smsSeptets,
    count: text.smsSegments,
  });
  return html`<p class="small soft">${words('console.notice.sms')} · ${size}</p>
<blockquote class="sms">${text.sms}</blockquote>
<p class="small soft">${words('console.notice.mail')}</p>
<details class="mail" id="mail-${id}"><summary><b>${text.mailSubject}</b></summary><div class="sheet">${text.mailText}</div></details>`;
}

/** Of a ledger that told no states, the four that it told. */
const FUNNEL_PARTS = ['accepted', 'pending', 'failed', 'unknown'] as const;
/** Shown even at nought: what one looks for. */
const ALWAYS = new Set(['delivered', 'accepted', 'failed-permanent']);

/** One bar of what was owed, cut by what became of it; the words and counts stand below. */
function funnel(counts: Funnel, words: Words): Html {
  const parts = partsOf(counts, words);
  const owed = words('console.notice.planned', { count: counts.planned });
  const told = [owed, ...parts.map(({ word }) => word)].join(', ');
  const label = words('console.notice.funnel', { told });
  let start = 0;
  const rects = parts.map(({ part, count }) => {
    const x = start;
    const width = Math.round((count / Math.max(1, counts.planned)) * 1000) / 10;
    start += width;
    return html`<rect class="part-${part}" x="${x}" width="${width}" height="8"/>`;
  });
  return html`<svg class="funnel" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${label}">${rects}</svg>
<p class="legend small" aria-hidden="true"><span class="key-owed">${owed}</span>${parts.map(({ part, word }) => html`<span class="key-${part}">${word}</span>`)}</p>`;
}

function partsOf({ states, ...counts }: Funnel, words: Words) {
  const parts =
    states === undefined
      ? FUNNEL_PARTS.map((part) => ({ part, count: counts[part], word: `console.notice.${part}` }))
      : stateParts(states).map(({ part, count }) => ({
          part,
          count,
          word: `console.notice.state.${part}`,
        }));
  return parts
    .filter(({ part, count }) => count > 0 || ALWAYS.has(part))
    .map(({ part, count, word }) => ({ part, count, word: words(word, { count }) }));
}
