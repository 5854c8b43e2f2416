import type { Notice } from '../notice/notice.ts';
import { platformId } from '../units.ts';
import { type Change, withActions, withNotice, withPlatform } from './change.ts';
import type { Event } from './event.ts';

type ActionFailed = Extract<Event, { kind: 'action-failed' }>;

/** What could not be done becomes a task once it will not be tried again, and is waited for no more. */
export function onActionFailed(change: Change, event: ActionFailed): Change {
  if (!event.final) return change;
  return withActions(giveUpTurn(giveUpNotice(change, event), event), {
    kind: 'raise-task',
    key: `${event.action}/task/failed`,
    task: { kind: 'action-failed', action: event.action, detail: event.detail },
  });
}

/** What DNS answers is not known: the latest turn is asked for again; an overtaken one is history. */
function giveUpTurn(change: Change, { action, at }: ActionFailed): Change {
  const found = Object.entries(change.state.platforms).find(
    ([id, { shelter }]) => action === `${id}/turn/${shelter.turn}`,
  );
  if (found === undefined || found[1].shelter.verified) return change;
  const [id, { shelter }] = found;
  return withPlatform(change, platformId(id), { shelter: { ...shelter, givenUpAt: at } });
}

/** A notice that nobody works on any more must not keep its incident open, and its platform mute. */
function giveUpNotice(change: Change, { action }: ActionFailed): Change {
  const cut = action.lastIndexOf('/');
  const notice = change.state.notices[action.slice(0, cut)];
  if (notice === undefined || !waitsFor(notice, action.slice(cut + 1))) return change;
  return withNotice(change, notice.id, { stage: 'failed' });
}

function waitsFor({ stage, plan }: Notice, part: string): boolean {
  if (part === 'send') return stage === 'sending';
  const mayPlan = stage === 'planning' || stage === 'held' || stage === 'waiting';
  return part === 'plan' && plan === undefined && mayPlan;
}
