import { formatShare } from '../../app/views/format-share.ts';
import type { IncidentLine } from '../../app/views/incident-line.ts';
import { CLAIM_ROLES } from '../../core/cause/claim-roles.ts';
import { CAUSES, SPOKEN_CAUSES } from '../../core/cause/cause.ts';
import { TOLD_CAUSES } from '../../core/notice/wording.ts';
import type { May } from '../../app/views/role.ts';
import type { Words } from '../../app/views/words.ts';
import type { NowView } from '../../app/views/now-view.ts';
import { type Html, html } from '../markup/html.ts';

/** What a person may say of an incident's cause: a claim, their own word, and once it is over the cause itself. */
export function causeForms(
  incident: IncidentLine,
  view: NowView,
  words: Words,
  may: May,
): Html | false {
  const { drill, open, hearsClaims } = incident;
  if (drill || !may('claim')) return false;
  return html`<div class="forms">${open && may('confirm-cause') && confirmForm(incident, words)}${hearsClaims && may('claim') && claimForm(incident, words)}${!open && may('record-cause') && recordForm(incident, view, words)}</div>`;
}

function claimForm({ id, platform, platformName }: IncidentLine, words: Words): Html {
  const fields = html`${select('role', 'role', options(CLAIM_ROLES, 'console.role', words), words)}
${select('asserts', 'cause', options(CAUSES, 'console.cause', words), words)}
<label>${words('console.form.position')}<select name="denies" data-as="boolean"><option value="no">${words('console.form.asserts')}</option><option value="yes">${words('console.form.denies')}</option></select></label>
${text('statement', 'statement', 500, words)}${text('source', 'source', 300, words)}`;
  return form('claim', `claim-${id}`, { platform }, platformName, fields, words);
}

/** Whoever runs the platform may know another cause than the one that Préau found. */
function confirmForm({ id, platformName, verdict }: IncidentLine, words: Words): Html {
  const causes = options(SPOKEN_CAUSES, 'console.cause', words, verdict?.cause);
  const fields = select('cause', 'cause', causes, words);
  return form('confirm', `confirm-${id}`, { incident: id }, platformName, fields, words);
}

/** From a guess to a proof; what is below is undetermined. Chosen. */
const CONFIDENCES = [0.95, 0.9, 0.8, 0.65, 0.5];
const USUAL = 0.9;

function recordForm(incident: IncidentLine, { language }: NowView, words: Words): Html {
  const { id, platformName, reference, verdict } = incident;
  const none = html`<option value="">${words('console.form.none')}</option>`;
  const sure = CONFIDENCES.map(
    (confidence) =>
      html`<option value="${confidence}"${confidence === USUAL && html` selected`}>${formatShare(confidence, language)}</option>`,
  );
  const causes = options(SPOKEN_CAUSES, 'console.cause', words, verdict?.cause);
  const fields = html`${select('cause', 'cause', causes, words)}
<label>${words('console.form.also')}<select name="also" data-as="optional">${none}${options(TOLD_CAUSES, 'console.cause', words)}</select></label>
<label>${words('console.form.confidence')}<select name="confidence" data-as="number">${sure}</select></label>
${text('source', 'known', 300, words)}`;
  const name = `${platformName}, ${reference}`;
  return form('record', `record-${id}`, { incident: id }, name, fields, words);
}

const KINDS = { claim: 'claim', record: 'record-cause', confirm: 'confirm-cause' } as const;

/** The page's script reads the fields, asks who, and posts the command with this start's token. */
function form(
  what: keyof typeof KINDS,
  id: string,
  target: Readonly<Record<string, string>>,
  targetName: string,
  fields: Html,
  words: Words,
): Html {
  const kind = KINDS[what];
  const action = words(`console.actions.${kind}`);
  const label = words('console.actions.on', { action, name: targetName });
  return html`<details id="${id}"><summary>${words(`console.form.${what}`)}<span class="unheard"> : ${targetName}</span></summary>
<form class="fields" method="post" data-command="${JSON.stringify({ kind, ...target })}" data-label="${label}" data-reason="no" data-consequence="${words(`console.consequence.${kind}`)}">${fields}
<p class="buttons"><button class="strong">${action}<span class="unheard"> : ${targetName}</span></button></p></form></details>`;
}

const select = (name: string, label: 'role' | 'cause', list: readonly Html[], words: Words): Html =>
  html`<label>${words(`console.form.${label}`)}<select name="${name}">${list}</select></label>`;

const text = (
  name: string,
  label: 'statement' | 'source' | 'known',
  most: number,
  words: Words,
): Html =>
  html`<label>${words(`console.form.${label}`)}<input name="${name}" maxlength="${most}" required autocomplete="off"></label>`;

const options = (
  values: readonly string[],
  key: string,
  words: Words,
  chosen?: string,
): readonly Html[] =>
  values.map(
    (value) =>
      html`<option value="${value}"${value === chosen && html` selected`}>${words(`${key}.${value}`)}</option>`,
  );
