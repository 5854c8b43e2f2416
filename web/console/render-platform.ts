import type { DnsNow } from '../../app/views/dns-now.ts';
import { formatShare } from '../../app/views/format-share.ts';
import type { PlatformCommandKind } from '../../app/views/person-command.ts';
import type { PlatformLine, VoteMark } from '../../app/views/platform-line.ts';
import type { May } from '../../app/views/role.ts';
import type { Words } from '../../app/views/words.ts';
import { formatDay, formatTime } from '../markup/clock.ts';
import { type Html, html } from '../markup/html.ts';
import { keptMarkup } from '../markup/kept-markup.ts';
import { shape } from '../markup/shapes.ts';
import { actionButton } from './action-button.ts';
import { clockOf, type PageClock } from './clock-of.ts';
import { platformAddress } from './pages/addresses.ts';

/**
 * Write one platform's card: its state, who says so, where its visitors go, what may be done.
 *
 * @param dns what its name servers answer now; null when they do not. @default nobody asked them
 */
export function renderPlatform(
  line: PlatformLine,
  view: PageClock,
  words: Words,
  may: May,
  dns?: DnsNow | null,
): Html {
  const offers = line.control ? [] : offered(line).filter(may);
  const answered = dns === undefined ? null : dnsWord(dns, view, words);
  return card(words, line, clockOf(view), offers, answered);
}

/** Most platforms are as they were whenever one of them is not. */
const card = keptMarkup(writeCard);

function writeCard(
  words: Words,
  line: PlatformLine,
  clock: PageClock,
  offers: readonly PlatformCommandKind[],
  answered: Html | null,
): Html {
  return html`<li class="card ${line.look}" id="platform-${line.id}">
<div class="head"><span class="look">${shape(line.look)} ${line.lookWord} ${line.drill && html`<span class="tag drill-tag">${words('console.platform.drill')}</span>`}</span>
<h3><a href="${platformAddress(line.id)}">${line.name}</a></h3></div>
<p class="soft small">${words('console.platform.hoster', { name: line.hoster })}${line.control && html` · ${words('console.platform.control')}`}</p>
${(line.look !== 'unseen' || line.votes.length > 0) && standing(line, clock, words)}
${votes(line, words)}
${!line.control && html`${visitors(line, clock, words)}${answered}${mirror(line, clock, words)}`}
${actions(line, words, offers)}</li>`;
}

/** Nothing is said of what nobody has measured. */
const standing = ({ standingWord, since }: PlatformLine, clock: PageClock, words: Words): Html =>
  html`<p class="small">${standingWord}${since > 0 && ` ${words('console.platform.since', { time: formatTime(since, clock) })}`}</p>`;

function votes({ votes: marks }: PlatformLine, words: Words): Html | false {
  if (marks.length === 0) return false;
  return html`<div class="part"><h4 class="unheard">${words('console.platform.votes')}</h4><ul class="votes">${marks.map((mark) => vote(mark, words))}</ul></div>`;
}

const VOTE_LOOKS = { up: 'up', down: 'down', blind: 'unseen' } as const;

function vote(mark: VoteMark, words: Words): Html {
  const look = VOTE_LOOKS[mark.says];
  // A health check's word tells no time, nor does silence.
  const took = mark.totalMs > 0 && words('console.platform.milliseconds', { ms: mark.totalMs });
  const title = [mark.detail, took].filter((text) => text !== '' && text !== false).join(' · ');
  return html`<li class="vote ${look}" title="${title}"><span class="look">${shape(look)}</span><span><b>${mark.vantage}</b> ${mark.word}</span></li>`;
}

function visitors(line: PlatformLine, clock: PageClock, words: Words): Html {
  const origin = formatShare(1 - line.mirrorShare, clock.language);
  const mirrorPart = formatShare(line.mirrorShare, clock.language);
  const facts = [
    line.turnedAt !== null &&
      words('console.platform.turnedAt', { time: formatTime(line.turnedAt, clock) }),
    line.turnedAt !== null &&
      words(line.verified ? 'console.platform.verified' : 'console.platform.unverified'),
    line.pendingChange !== null && pendingWord(line.pendingChange, clock, words),
    line.hold && words('console.platform.hold'),
    line.heldByPerson && words('console.platform.byPerson'),
    line.heldBackBy !== null && words('console.platform.heldBack', { vantage: line.heldBackBy }),
    line.shed !== null && keptWord(line.shed, clock, words),
    line.vetoed && words('console.platform.vetoed'),
  ].filter((fact) => fact !== false);
  return html`<div class="part"><h4 class="unheard">${words('console.platform.visitors')}</h4>
${shareBar(line.mirrorShare, words('console.platform.shareBar', { origin, mirror: mirrorPart }))}
<p class="ends small"><span>${words('console.platform.origin', { share: origin })}</span><span>${words('console.platform.mirror', { share: mirrorPart })}</span></p>
${facts.length > 0 && html`<p class="soft small">${facts.join(' · ')}</p>`}</div>`;
}

/** What its authoritative servers answer, all of them together. */
function dnsWord(dns: DnsNow | null, clock: PageClock, words: Words): Html {
  const count = dns?.answers.length ?? 0;
  if (dns === null || count === 0)
    return html`<p class="soft small">${words('console.dnsNow.silent')}</p>`;
  const share = dns.answers.reduce((sum, { mirrorShare }) => sum + mirrorShare, 0) / count;
  const values = {
    count,
    time: formatTime(dns.at, clock),
    share: formatShare(share, clock.language),
  };
  return html`<p class="soft small">${words('console.dnsNow.brief', values)}</p>`;
}

/** What its name servers have been told, and not all of them answer yet. */
const pendingWord = (
  { id, acceptedAt }: NonNullable<PlatformLine['pendingChange']>,
  clock: PageClock,
  words: Words,
): string =>
  words('console.platform.changePending', { change: id, time: formatTime(acceptedAt, clock) });

/** The part that stays on the mirror while the platform is up, and who keeps it there. */
const keptWord = (
  { share, by }: NonNullable<PlatformLine['shed']>,
  { language }: PageClock,
  words: Words,
): string => words(`console.platform.kept.${by}`, { share: formatShare(share, language) });

/** Origin from the left, mirror from the right and hatched: told apart without colour. */
function shareBar(mirrorShare: number, title: string): Html {
  const mirrorWidth = Math.round(mirrorShare * 1000) / 10;
  const start = 100 - mirrorWidth;
  return html`<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${title}"><rect class="to-origin" width="${start}" height="8"/><rect class="to-mirror" x="${start}" width="${mirrorWidth}" height="8"/>${hatching(start)}</svg>`;
}

function hatching(start: number): readonly Html[] {
  const count = Math.floor((100 - start) / 4);
  return Array.from(
    { length: count },
    (_, index) => html`<path class="hatch" d="M${start + 4 * index + 1} 8l2-8"/>`,
  );
}

function mirror({ mirror: fitness }: PlatformLine, clock: PageClock, words: Words): Html {
  if (fitness === null) {
    return html`<p class="soft small fit">${words('console.platform.mirrorUnknown')}</p>`;
  }
  const built =
    fitness.builtAt === undefined
      ? ''
      : ` · ${words('console.platform.mirrorBuilt', { date: `${formatDay(fitness.builtAt, clock)}, ${formatTime(fitness.builtAt, clock)}` })}`;
  if (fitness.fit) {
    return html`<p class="small fit up"><span class="look">${shape('up')} ${words('console.platform.mirrorFit')}</span>${built}</p>`;
  }
  return html`<div class="small fit down"><span class="look">${shape('down')} ${words('console.platform.mirrorUnfit')}</span>${built}
<ul class="reasons">${fitness.reasons.map((reason) => html`<li>${reason}</li>`)}</ul></div>`;
}

function actions(
  line: PlatformLine,
  words: Words,
  offers: readonly PlatformCommandKind[],
): Html | false {
  const buttons = offers.map((kind) => actionButton(kind, { platform: line.id }, line.name, words));
  if (buttons.length === 0) return false;
  const [first = null, second = null, ...rest] = buttons;
  return html`<div class="actions">${first}${second}<details id="more-${line.id}"><summary>${words('console.platform.act')}<span class="unheard"> : ${line.name}</span></summary><div class="more">${rest}</div></details></div>`;
}

/** The two that matter in a hurry first; only what can mean something in this state. */
export function offered(line: PlatformLine): readonly PlatformCommandKind[] {
  return [
    line.mirrorShare > 0 || line.hold ? 'release' : 'shelter',
    line.vetoed ? 'unveto' : 'veto',
    line.standing === 'suspended' ? 'resume' : 'suspend',
    line.drill ? 'end-drill' : 'start-drill',
  ];
}
