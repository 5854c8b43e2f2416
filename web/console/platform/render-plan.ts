import { formatShare } from '../../../app/views/format-share.ts';
import { PLATFORM_COMMANDS, type PlatformCommandKind } from '../../../app/views/person-command.ts';
import type { PlatformLine } from '../../../app/views/platform-line.ts';
import type { Foreseen } from '../../../app/views/foresee.ts';
import { type TurnPlan, turnPlan } from '../../../app/views/turn-plan.ts';
import { wordHindrance } from '../../../app/views/hindrance.ts';
import { wordTask } from '../../../app/views/word-task.ts';
import { formatSpan } from '../../markup/format-span.ts';
import { type Html, html } from '../../markup/html.ts';
import { actionButton } from '../action-button.ts';
import { platformAddress } from '../pages/addresses.ts';
import type { PageAsk } from '../pages/console-page.ts';
import type { Ground } from '../pages/console-sources.ts';
import { offered } from '../render-platform.ts';

/**
 * Write what an act would do before anybody asks for it: decided by the very rules that will decide,
 * and done by nobody. The button to do it stands below.
 */
export function renderPlan(line: PlatformLine, asked: PageAsk): Html {
  const { query, words, sources } = asked;
  const kind = PLATFORM_COMMANDS.find((one) => one === query.get('plan'));
  const ground = sources.ground?.();
  return html`<p class="plans">${offered(line).map(
    (one) =>
      html`<a href="${platformAddress(line.id)}?plan=${one}#plan"${one === kind && html` aria-current="true"`}>${words('console.plan.see', { action: words(`console.actions.${one}`) })}</a> `,
  )}</p>
${kind === undefined || ground === undefined ? html`<p class="soft small">${words('console.plan.intro')}</p>` : planOf(kind, line, ground, asked)}`;
}

function planOf(
  kind: PlatformCommandKind,
  line: PlatformLine,
  ground: Ground,
  asked: PageAsk,
): Html {
  const { words, view, may } = asked;
  const by = { role: 'console', name: 'console' };
  const command = { kind, platform: line.id, by, reason: '' };
  const plan = turnPlan(ground.state, ground.policy, command, view.at);
  const said = { words, language: view.language };
  return html`<div class="plan-of"><h3>${words(`console.actions.${kind}`)}</h3>
<p><b>${words(`console.plan.${plan.outcome}`)}</b></p>
${plan.hindrance !== null && html`<p>${wordHindrance(plan.hindrance, command, ground.policy, said).title}</p>`}
${plan.refusals.map((task) => html`<p>${wordTask(task, ground.policy, said).title}</p>`)}
${plan.turns.map((turn) => turnOf(turn, view, words))}
${plan.endsVeto && html`<p>${words('console.plan.endsVeto')}</p>`}
${plan.afterwards.length > 0 && html`<h4>${words('console.plan.afterwards')}</h4><ul class="plain small">${plan.afterwards.map((one) => html`<li>${foreseenWord(one, asked)}</li>`)}</ul>`}
${may(kind) && (plan.outcome === 'turns' || plan.outcome === 'noted') && html`<p>${actionButton(kind, { platform: line.id }, line.name, words)}</p>`}</div>`;
}

function turnOf(
  { mirrorShare, hold, records }: TurnPlan['turns'][number],
  { language }: PageAsk['view'],
  words: PageAsk['words'],
): Html {
  const share = (part: number) => formatShare(part, language);
  const isSet = (on: boolean) => words(on ? 'console.nameList.set' : 'console.nameList.unset');
  return html`<ul class="plain small"><li>${words('console.plan.share', { before: share(mirrorShare.before), after: share(mirrorShare.after) })}</li>
<li>${words('console.plan.hold', { before: isSet(hold.before), after: isSet(hold.after) })}</li>
${records.map(({ name, type, setIdentifier, weight }) => html`<li><code>${name} ${type} ${setIdentifier}</code> ${weight.before} → ${weight.after}</li>`)}</ul>`;
}

function foreseenWord(one: Foreseen, { words, view }: PageAsk): string {
  const time = formatSpan(one.afterMs);
  return one.kind === 'turn'
    ? words('console.plan.later', { time, share: formatShare(one.mirrorShare, view.language) })
    : words('console.plan.laterNotice', { time, phase: words(`console.phase.${one.phase}`) });
}
