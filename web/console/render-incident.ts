import { formatShare } from '../../app/views/format-share.ts';
import type { ClaimLine, IncidentLine } from '../../app/views/incident-line.ts';
import type { NowView } from '../../app/views/now-view.ts';
import type { CauseBar, EvidenceMark, VerdictPanel } from '../../app/views/verdict-panel.ts';
import type { May } from '../../app/views/role.ts';
import type { Words } from '../../app/views/words.ts';
import type { EpochMs } from '../../core/units.ts';
import { formatSeconds, formatTime, isoTime } from '../markup/clock.ts';
import { type Html, html } from '../markup/html.ts';
import { actionButton } from './action-button.ts';
import { causeForms } from './cause-forms.ts';
import { renderSaid } from './render-said.ts';

/** Write one incident: its story on one side, its cause on the other. */
export function renderIncident(
  incident: IncidentLine,
  view: NowView,
  words: Words,
  may: May,
): Html {
  return html`<article class="incident${!incident.open && ' closed'}" id="incident-${incident.id}">
<div class="head"><h3>${incident.platformName}</h3>${incident.drill && html`<span class="tag drill-tag">${words('console.platform.drill')}</span>`}<span class="soft small">${incidentFacts(incident, view, words)}</span></div>
<div class="two"><div><h4>${words('console.incident.timeline')}</h4>${steps(incident, view)}</div>
<div><h4>${words('console.incident.cause')}</h4>${cause(incident, view, words)}${renderSaid(incident, view, words)}${confirmButton(incident, words, may)}${causeForms(incident, view, words, may)}</div>
${proof(incident, view, words)}</div></article>`;
}

/** Its reference, whether it goes on, and when schools hear of it next. */
export function incidentFacts(incident: IncidentLine, view: NowView, words: Words): string {
  const { reference, open, relapses, nextWordAt } = incident;
  const facts = [
    words('console.incident.reference', { reference }),
    words(open ? 'console.incident.open' : 'console.incident.closed'),
    relapses > 0 && words('console.incident.relapses', { count: relapses }),
    open && nextWordAt !== null && nextWord(nextWordAt, view, words),
  ];
  return facts.filter((fact) => fact !== false).join(' · ');
}

/** A promise that was not kept is for the crisis cell to see. */
function nextWord(at: EpochMs, view: NowView, words: Words): string {
  const name = at >= view.at ? 'nextWord' : 'nextWordLate';
  return words(`console.incident.${name}`, { time: formatTime(at, view) });
}

function steps(incident: IncidentLine, view: NowView): Html {
  return html`<ol class="steps">${incident.steps.map(
    (step) =>
      html`<li class="step-${step.kind}"><time datetime="${isoTime(step.at)}">${formatSeconds(step.at, view)}</time><span>${step.text}</span></li>`,
  )}</ol>`;
}

function cause(incident: IncidentLine, view: NowView, words: Words): Html {
  const { verdict, confirmedCause, recorded } = incident;
  const known = recorded.find(({ stands }) => stands);
  return html`${known !== undefined && html`<p class="spoken">${known.text}</p>`}${confirmedCause !== null && html`<p class="spoken">${words('console.incident.confirmedBy', { cause: confirmedCause.word })}</p>`}
${verdict === null ? html`<p class="soft">${words('console.incident.noVerdict')}</p>` : verdictBlock(verdict, view, words)}`;
}

function verdictBlock(verdict: VerdictPanel, view: NowView, words: Words): Html {
  const spoken =
    verdict.cause === 'undetermined'
      ? words('console.incident.undetermined')
      : words('console.incident.verdict', { cause: verdict.causeWord, rung: verdict.rungWord });
  return html`<p class="spoken">${spoken}</p>
${verdict.second !== null && html`<p>${words('cause.explain.second', { cause: verdict.second })}</p>`}
${verdict.open.length > 0 && html`<p>${words('console.incident.openCauses', { list: verdict.open.join(', ') })}</p>`}
${verdict.refuted.length > 0 && html`<p class="refuted">${words('console.incident.refuted', { list: verdict.refuted.join(', ') })}</p>`}
<table class="bars"><caption class="soft small">${words('console.incident.bars', { version: verdict.tableVersion })}</caption><tbody>${verdict.bars.map((bar) => causeBar(bar, view))}</tbody></table>`;
}

/** What the verdict stands on, and what people said: both sides, and what is still missing. */
function proof(
  { id, open, verdict, claims: said }: IncidentLine,
  view: NowView,
  words: Words,
): Html | false {
  if (verdict === null && said.length === 0) return false;
  return html`<details class="proof" id="proof-${id}"${open && html` open`}><summary><h4>${words('console.incident.evidence')}</h4></summary>
${verdict !== null && html`${evidence('for', verdict.for, words)}${evidence('against', verdict.against, words)}${sentences('gates', verdict.gates, words)}${sentences('missing', verdict.missing, words)}`}
${claims(said, view, words)}</details>`;
}

function causeBar(bar: CauseBar, view: NowView): Html {
  const percent = formatShare(bar.probability, view.language);
  const width = Math.round(bar.probability * 1000) / 10;
  return html`<tr class="bar-${bar.role}"><th scope="row">${bar.word}</th><td class="drawn"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="ground" width="100" height="8"/><rect class="filled" width="${width}" height="8"/></svg></td><td class="percent">${percent}</td></tr>`;
}

function evidence(side: 'for' | 'against', marks: readonly EvidenceMark[], words: Words): Html {
  return html`<h5>${words(`console.incident.${side}`)}</h5>
${marks.length === 0 ? html`<p class="soft small">${words('console.incident.none')}</p>` : html`<ul class="evidence ${side}">${marks.map((mark) => evidenceItem(mark, words))}</ul>`}`;
}

function evidenceItem(mark: EvidenceMark, words: Words): Html {
  const about = words('console.incident.about', {
    cause: mark.causeWord,
    strength: mark.strengthWord,
    provenance: mark.provenanceWord,
  });
  return html`<li title="${mark.why}"><span class="dots" aria-hidden="true">${DOTS[mark.strength]}</span><span>${mark.statement} <span class="soft small">${about}</span></span></li>`;
}

/** Three dots, as many filled as the evidence is strong; the word stands beside them. */
const DOTS = { weak: '●○○', moderate: '●●○', strong: '●●●' } as const;

function sentences(name: 'gates' | 'missing', list: readonly string[], words: Words): Html | false {
  if (list.length === 0) return false;
  return html`<h5>${words(`console.incident.${name}`)}</h5><ul class="plain">${list.map((text) => html`<li>${text}</li>`)}</ul>`;
}

function claims(list: readonly ClaimLine[], view: NowView, words: Words): Html | false {
  if (list.length === 0) return false;
  return html`<h5>${words('console.claim.title')}</h5><ul class="plain">${list.map(
    (claim) =>
      html`<li><b>${claim.role}</b>, ${formatTime(claim.at, view)}, ${claim.position}. ${words('console.claim.quote', { text: claim.statement })} <span class="soft small">${claim.source}</span></li>`,
  )}</ul>`;
}

/** Offered for a verdict that names a cause: the operator may vouch for it. */
export function confirmButton(incident: IncidentLine, words: Words, may: May): Html | false {
  const { verdict, open, confirmedCause, id, platformName } = incident;
  if (!may('confirm-cause') || !open || verdict === null || confirmedCause !== null) return false;
  if (verdict.cause === 'undetermined') return false;
  const target = { incident: id, cause: verdict.cause };
  return html`<p class="vouch">${actionButton('confirm-cause', target, `${verdict.causeWord}, ${platformName}`, words)}</p>`;
}
