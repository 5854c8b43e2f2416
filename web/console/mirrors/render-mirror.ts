import type { MirrorSheet } from '../../../app/mirror/mirror-sheet.ts';
import { readableSize } from '../../../app/mirror/readable-size.ts';
import type { PlatformLine } from '../../../app/views/platform-line.ts';
import type { NowView } from '../../../app/views/now-view.ts';
import type { Words } from '../../../app/views/words.ts';
import type { EpochMs } from '../../../core/units.ts';
import { formatDay, formatTime } from '../../markup/clock.ts';
import { type Html, html } from '../../markup/html.ts';
import { platformAddress } from '../pages/addresses.ts';
import type { PageAsk } from '../pages/console-page.ts';
import { renderCopy } from '../render-copy.ts';
import { renderGrid } from '../render-grid.ts';
import { latestByVantage } from './latest-by-vantage.ts';
import { renderFitness } from './render-mirror-list.ts';

const SEEN = ['vantage', 'answer', 'build', 'at'] as const;
const KEPT = ['build', 'built', 'files', 'size', 'licence', 'signature'] as const;

/**
 * Write one mirror: whether it is fit, as each vantage sees it; what is kept; what the last build
 * changed; how to build, verify, publish and go back.
 *
 * @param read null where this home does not hold it; `later` where it cannot be read just now
 */
export async function renderMirror(
  line: PlatformLine,
  read: MirrorSheet | 'later' | null,
  asked: PageAsk,
): Promise<Html> {
  const { words, view } = asked;
  const sheet = read === 'later' ? null : read;
  const absent = words(`console.mirrors.${read === 'later' ? 'later' : 'elsewhere'}`);
  const part = (name: string, body: Html): Html =>
    html`<section id="${name}"><h2>${words(`console.mirrors.${name}`)}</h2>${body}</section>`;
  return html`<div class="in"><p class="crumbs"><a href="/mirrors/">${words('console.pages.mirrors')}</a> · <a href="${platformAddress(line.id)}">${line.name}</a></p>
<h1>${line.name}</h1>
${part('fitness', renderFitness(line, words))}
${part('seen', await seen(line, asked))}
${part('releases', sheet === null ? html`<p class="soft">${absent}</p>` : releases(sheet, view, words))}
${sheet !== null && part('last', last(sheet, view, words))}
${sheet !== null && part('rights', rights(sheet, words))}
${part('commands', commands(line, sheet, words))}</div>`;
}

async function seen(line: PlatformLine, { sources, view, words }: PageAsk): Promise<Html> {
  const latest = await latestByVantage(line.id, view.at, sources);
  if (latest.length === 0) return html`<p class="soft">${words('console.mirrors.unseen')}</p>`;
  return renderGrid(
    SEEN.map((column) => words(`console.mirrors.${column}`)),
    latest.map(({ vantage, failure, status, totalMs, buildId, at }) => [
      vantage,
      failure === null
        ? words('console.mirrors.good', { status: status ?? 0, ms: Math.round(totalMs) })
        : words('console.mirrors.bad', { why: words(`console.failure.${failure.kind}`) }),
      html`<code>${buildId ?? '–'}</code>`,
      formatTime(at, view),
    ]),
  );
}

const instant = (at: EpochMs, view: NowView): string =>
  `${formatDay(at, view)}, ${formatTime(at, view)}`;

function releases({ releases: kept }: MirrorSheet, view: NowView, words: Words): Html {
  if (kept.length === 0) return html`<p class="warn">${words('console.mirrors.noRelease')}</p>`;
  return renderGrid(
    KEPT.map((column) => words(`console.mirrors.${column}`)),
    kept.map((one) => [
      html`<code>${one.buildId}</code>${one.isServed && html` <span class="tag">${words('console.mirrors.served')}</span>`}`,
      instant(one.builtAt, view),
      one.files,
      readableSize(one.sizeBytes, view.language),
      html`${one.licence}<br><small>${one.attribution}</small>`,
      words(one.isSigned ? 'console.mirrors.signed' : 'console.mirrors.unsigned'),
    ]),
  );
}

function last({ changes, work }: MirrorSheet, view: NowView, words: Words): Html {
  return html`${changes !== null && html`<p>${words('console.mirrors.changes', { ...changes, size: readableSize(changes.freshBytes, view.language) })}</p>`}
${lastWork(work, view, words)}`;
}

const NOT_OURS = { nightly: 'nightly', elsewhere: 'byMachine' } as const;

/** What came of the last build; where the home itself makes none, who does. */
function lastWork(work: MirrorSheet['work'], view: NowView, words: Words): Html {
  if (work === null || typeof work === 'string')
    return html`<p class="soft">${words(`console.mirrors.${work === null ? 'noWork' : NOT_OURS[work]}`)}</p>`;
  const time = work.endedAt === null ? '' : instant(work.endedAt, view);
  return html`<p>${words(`console.mirrors.work.${work.outcome ?? work.phase}`, { time })}</p>${work.words !== '' && html`<p class="small">${work.words}</p>`}`;
}

const DECIDED = ['item', 'decision', 'by', 'on'] as const;
/** Decisions that are shown, the latest. Chosen: `preau mirror rights` tells all. */
const DECISIONS_MAX = 50;

/** What the owner decided of lessons whose rights are reserved, as it was written down. */
function rights({ decisions }: MirrorSheet, words: Words): Html {
  if (decisions === null)
    return html`<p class="soft">${words('console.mirrors.rightsElsewhere')}</p>`;
  if (decisions.length === 0) return html`<p class="soft">${words('console.mirrors.noRights')}</p>`;
  const before = decisions.length - DECISIONS_MAX;
  return html`${renderGrid(
    DECIDED.map((column) => words(`console.mirrors.${column}`)),
    decisions
      .slice(-DECISIONS_MAX)
      .toReversed()
      .map(({ item, decision, by, on }) => [
        html`<code>${item}</code>`,
        words(`console.mirrors.decided.${decision}`),
        by,
        on,
      ]),
  )}${before > 0 && html`<p class="soft small">${words('console.mirrors.rightsBefore', { count: before })}</p>`}`;
}

/** What a home would be asked by its command line; a place for which this one knows no better is named. */
function commands(line: PlatformLine, sheet: MirrorSheet | null, words: Words): Html {
  const folder = quoted(sheet?.folder ?? words('console.mirrors.folder'));
  const targets = (sheet?.targets ?? []).map(quoted).join(' ') || words('console.mirrors.target');
  const lines: readonly (readonly [string, string])[] = [
    ['verify', `preau mirror verify ${folder}`],
    ['kept', `preau mirror rollback ${folder} --list`],
    ['rollback', `preau mirror rollback ${folder}`],
    ['publish', `preau mirror publish ${folder} ${targets}`],
    ['status', 'preau mirror status'],
    ['rights', `preau mirror rights ${quoted(sheet?.lessons ?? words('console.mirrors.lessons'))}`],
  ];
  return html`<p class="soft small">${words('console.mirrors.where', { name: line.name })}</p>
<dl class="commands">${lines.map(([name, text]) => {
    const what = words(`console.mirrors.command.${name}`);
    return html`<dt>${what}</dt><dd>${renderCopy(text, what, words)}</dd>`;
  })}</dl>`;
}

/** As a POSIX shell takes it for one word. */
const quoted = (text: string): string =>
  /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
