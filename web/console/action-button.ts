import type { PersonCommand } from '../../app/views/person-command.ts';
import type { Words } from '../../app/views/words.ts';
import { type Html, html } from '../markup/html.ts';

/** Actions that a person may take back at once: no question is asked. */
const AT_ONCE: readonly PersonCommand['kind'][] = ['hold-notice', 'release-notice'];

/**
 * Write a button that gives one command. What it acts on is in `data-command`, as JSON; the
 * console's script adds who and why, and posts it.
 */
export function actionButton(
  kind: Exclude<PersonCommand['kind'], 'claim' | 'record-cause'>,
  target: Readonly<Record<string, string>>,
  targetName: string,
  words: Words,
): Html {
  const action = words(`console.actions.${kind}`);
  const label = words('console.actions.on', { action, name: targetName });
  const asks = !AT_ONCE.includes(kind);
  const command = JSON.stringify({ kind, ...target });
  const needsReason = 'platform' in target ? 'yes' : 'no';
  return html`<button type="button" class="act ${kind}" data-command="${command}" data-label="${label}" data-reason="${needsReason}"${asks && html` data-consequence="${words(`console.consequence.${kind}`)}"`}>${action}<span class="unheard"> : ${targetName}</span></button>`;
}
