import type { Notice } from '../notice/notice.ts';
import { type Change, withActions, withNotice } from './change.ts';
import type { Event } from './event.ts';

type ActionFailed = Extract<Event, { kind: 'action-failed' }>;

/** What could not be done becomes a task once it will not be tried again, and is waited for no more. */
export function onActionFailed(change: Change, event: ActionFailed): Change {
  if (!event.final) return change;
  return withActions(giveUpNotice(change, event), {
    kind: 'raise-task',
    key: `${event.action}/task/failed`,
    title: `Action abandonnée : ${event.action}`,
    remedy: event.detail,
  });
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
