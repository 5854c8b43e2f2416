import type { Notice } from '../notice/notice.ts';
import { type PlatformId, platformId } from '../units.ts';
import { type Change, withActions, withNotice, withPlatform } from './change.ts';
import type { Event } from './event.ts';
import type { TaskWord } from './task-word.ts';

type ActionFailed = Extract<Event, { kind: 'action-failed' }>;

/** What could not be done becomes a task once it will not be tried again, and is waited for no more. */
export function onActionFailed(change: Change, event: ActionFailed): Change {
  if (!event.final) return change;
  const { action, detail } = event;
  const given = giveUpTurn(change, event) ??
    giveUpNotice(change, event) ?? {
      change,
      task: { kind: 'action-failed', action, detail },
    };
  return withActions(given.change, {
    kind: 'raise-task',
    key: `${action}/task/failed`,
    task: given.task,
    ...(given.platform && { platform: given.platform }),
  });
}

interface GivenUp {
  readonly change: Change;
  readonly task: TaskWord;
  readonly platform?: PlatformId;
}

/** What DNS answers is not known: the latest turn is asked for again; an overtaken one is history. */
function giveUpTurn(change: Change, { action, at, detail }: ActionFailed): GivenUp | null {
  const found = Object.entries(change.state.platforms).find(
    ([id, { shelter }]) => action === `${id}/turn/${shelter.turn}`,
  );
  if (found === undefined || found[1].shelter.verified) return null;
  const [id, { shelter }] = found;
  const platform = platformId(id);
  return {
    change: withPlatform(change, platform, { shelter: { ...shelter, givenUpAt: at } }),
    task: { kind: 'turn-given-up', turn: shelter.turn, detail },
    platform,
  };
}

/** A notice that nobody works on any more must not keep its incident open, and its platform mute. */
function giveUpNotice(change: Change, { action, detail }: ActionFailed): GivenUp | null {
  const cut = action.lastIndexOf('/');
  const notice = change.state.notices[action.slice(0, cut)];
  if (notice === undefined || !waitsFor(notice, action.slice(cut + 1))) return null;
  return {
    change: withNotice(change, notice.id, { stage: 'failed' }),
    task: { kind: 'notice-given-up', phase: notice.content.phase, detail },
    platform: notice.content.platform,
  };
}

function waitsFor({ stage, plan }: Notice, part: string): boolean {
  if (part === 'send') return stage === 'sending';
  const mayPlan = stage === 'planning' || stage === 'held' || stage === 'waiting';
  return part === 'plan' && plan === undefined && mayPlan;
}
