import type { ContactSheet, SchoolSheet, SentTo } from '../../../app/schools/school-desk.ts';
import type { NoticeLine } from '../../../app/views/notice-line.ts';
import type { NowView } from '../../../app/views/now-view.ts';
import type { Words } from '../../../app/views/words.ts';
import { formatDay, formatTime } from '../../markup/clock.ts';
import { type Html, html } from '../../markup/html.ts';
import type { PageAsk } from '../pages/console-page.ts';
import { renderGrid } from '../render-grid.ts';
import { renderTexts } from '../render-notice.ts';
import { standingOf } from './contact-standing.ts';

/**
 * Write one school: what the directory says of it, how each of its contacts can be reached, and what was
 * sent to it, word for word.
 *
 * @param notices those that the sheet was asked for, in order
 */
export function renderSchool(
  { school, contacts }: SchoolSheet,
  notices: readonly NoticeLine[],
  { view, words }: PageAsk,
): Html {
  const { uai, name, type, commune, department, academie, timeZone, state } = school;
  const facts: readonly (readonly [string, string])[] = [
    ['uai', uai],
    ['type', words(`console.schools.kind.${type}`)],
    ['commune', commune],
    ['department', department],
    ['academie', academie],
    ['zone', timeZone],
  ];
  return html`<div class="in"><p class="crumbs"><a href="/schools/">${words('console.pages.schools')}</a></p>
<h1>${name}</h1>${state !== 'open' && html`<p class="warn">${words(`console.schools.state.${state}`)}</p>`}
<dl class="facts">${facts.map(([key, value]) => html`<dt>${words(`console.schools.${key}`)}</dt><dd>${value}</dd>`)}</dl>
<section><h2>${words('console.schools.contacts')}</h2>${contacts.length === 0 ? html`<p class="warn">${words('console.schools.noContact')}</p>` : contactTable(contacts, words)}</section>
<section><h2>${words('console.schools.sent')}</h2>${sentList(contacts, notices, view, words)}</section></div>`;
}

const COLUMNS = ['role', 'channel', 'address', 'standing'] as const;

const contactTable = (contacts: readonly ContactSheet[], words: Words): Html =>
  renderGrid(
    COLUMNS.map((column) => words(`console.schools.${column}`)),
    contacts.map((contact) => {
      const standing = standingOf(contact);
      return [
        words(`console.schools.roles.${contact.role}`),
        words(`console.schools.channels.${contact.channel}`),
        contact.address,
        html`<span class="standing ${standing}">${words(`console.schools.standings.${standing}`)}</span>`,
      ];
    }),
  );

function sentList(
  contacts: readonly ContactSheet[],
  notices: readonly NoticeLine[],
  view: NowView,
  words: Words,
): Html {
  const told = notices
    .map((notice) => ({ notice, lines: linesOf(notice.id, contacts, view, words) }))
    .filter(({ lines }) => lines.length > 0);
  if (told.length === 0) return html`<p class="soft">${words('console.schools.nothing')}</p>`;
  return html`<ul class="gone">${told.toReversed().map(
    ({
      notice,
      lines,
    }) => html`<li class="sent" id="sent-${notice.id}"><h3>${notice.platformName} · ${notice.phaseWord}</h3>
<ul class="list">${lines.map((line) => html`<li>${line}</li>`)}</ul>
<details id="words-${notice.id}"><summary>${words('console.notice.readSms')}<span class="unheard"> : ${notice.platformName} · ${notice.phaseWord}</span></summary>${renderTexts(notice, words)}</details></li>`,
  )}</ul>`;
}

const linesOf = (
  notice: string,
  contacts: readonly ContactSheet[],
  view: NowView,
  words: Words,
): readonly string[] =>
  contacts.flatMap(({ role, channel, address, sent }) =>
    sent
      .filter((one) => one.notice === notice)
      .map((one) =>
        words('console.schools.line', {
          role: words(`console.schools.roles.${role}`),
          channel: words(`console.schools.channels.${channel}`),
          address,
          state: words(`console.schools.states.${one.state}`),
          when: whenOf(one, view),
        }),
      ),
  );

const whenOf = ({ at }: SentTo, view: NowView): string =>
  at === null ? '' : ` (${formatDay(at, view)}, ${formatTime(at, view)})`;
