import { readableSize } from '../../../app/mirror/readable-size.ts';
import type { IncidentLine } from '../../../app/views/incident-line.ts';
import { mayTakeEvidence } from '../../../app/views/role.ts';
import { formatDay, formatSeconds } from '../../markup/clock.ts';
import { type Html, html } from '../../markup/html.ts';
import type { PageAsk } from '../pages/console-page.ts';
import type { MadeDossier } from './dossier-desk.ts';

/**
 * Write how it stands with an incident's dossier: a button, that it is being made, where it is fetched, or
 * why there is none. A home on AWS makes none: the page says who does.
 */
export function renderDossier(incident: IncidentLine, asked: PageAsk): Html {
  const { words, sources, may, view } = asked;
  const desk = sources.dossiers;
  if (desk === undefined) return html`<p>${words('console.dossier.elsewhere')}</p>`;
  if (!mayTakeEvidence(may)) return html`<p class="soft">${words('console.dossier.role')}</p>`;
  const standing = desk.standing(incident.id);
  const status = (text: string) => html`<p role="status">${text}</p>`;
  switch (standing.kind) {
    case 'making':
      return status(words('console.dossier.making', { time: formatSeconds(standing.since, view) }));
    case 'busy':
      return status(words('console.dossier.busy'));
    case 'made':
      return html`${fetched(standing.made, incident, asked)}${button('again', incident, asked)}`;
    case 'failed':
      return html`${status(words('console.dossier.failed', { why: standing.why }))}${button('again', incident, asked)}`;
    case 'none':
      return html`<p class="soft">${words('console.dossier.about')}</p>${button('make', incident, asked)}`;
  }
}

const button = (what: 'make' | 'again', { id, reference }: IncidentLine, { words }: PageAsk) =>
  html`<form method="post" action="/dossiers/"><input type="hidden" name="incident" value="${id}"><p class="buttons"><button class="strong">${words(`console.dossier.${what}`)}<span class="unheard"> : ${reference}</span></button></p></form>`;

function fetched(made: MadeDossier, { reference }: IncidentLine, { words, view }: PageAsk): Html {
  const { at, sizeBytes, archive, key, last, stamping } = made;
  const size = readableSize(sizeBytes, view.language);
  const time = `${formatDay(at, view)}, ${formatSeconds(at, view)}`;
  return html`<p role="status">${words('console.dossier.made', { time })}</p>
<ul class="plain"><li><a href="/dossiers/${archive}" download>dossier-${reference}.zip</a> (${size})</li>
<li><a href="/dossiers/${key}" download>dossier-${reference}.zip.key</a> : ${words('console.dossier.key')}</li></ul>
<p>${words('console.dossier.note')} <code>${last.seq} ${last.hash}</code></p>
${stamping === 'failed' && html`<p class="refuted">${words('console.dossier.notStamped')}</p>`}`;
}
