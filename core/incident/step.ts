import type { Policy } from '../policy.ts';
import { onChangeAccepted } from '../shelter/on-change-accepted.ts';
import type { Action } from './action.ts';
import type { Change } from './change.ts';
import type { Event } from './event.ts';
import { freshPlatform } from './initial-state.ts';
import { onActionFailed } from './on-action-failed.ts';
import { onClockStepped } from './on-clock-stepped.ts';
import { onNamesPictured } from './on-names-pictured.ts';
import { onMailsCameBack } from './on-mails-came-back.ts';
import { onNoticeEscalated } from './on-notice-escalated.ts';
import {
  onDnsTurned,
  onFirstAccepted,
  onMirrorMeasured,
  onNoticeFinished,
  onNoticePlanned,
  onSignals,
} from './on-outcome.ts';
import { isPersonEvent, onPerson } from './on-person.ts';
import { onRound } from './on-round.ts';
import { onTick } from './on-tick.ts';
import type { State, Task } from './state.ts';
import { onWatchResumed } from './on-watch-resumed.ts';
import { warnOfCertificate } from './warn-of-certificate.ts';

export interface Step {
  readonly state: State;
  readonly actions: readonly Action[];
}

/**
 * Take one event into account, and say what to do about it. The only place where anything is
 * decided.
 *
 * Reads no clock, does no I/O, throws nothing; the same journal always gives the same state and
 * the same actions. An event that changes nothing gives back the very state it was given, and no
 * actions: it need not be journalled. Time may arrive out of order by a little, since vantages and
 * providers answer when they can: the state's own `at` never goes back.
 *
 * @returns the next state, and the actions in the order to do them
 */
export function step(state: State, event: Event, policy: Policy): Step {
  const known = withConfiguredPlatforms(state, event, policy);
  const change = rememberTasks(react({ state: known, actions: [] }, event, policy), event);
  // No rule takes a platform away: what had all of them has all of them still.
  if (change.state.platforms !== state.platforms) complete.set(change.state.platforms, policy);
  if (change.state === state && change.actions.length === 0) return { state, actions: [] };
  const at = event.at > change.state.at ? event.at : change.state.at;
  return { state: { ...change.state, at }, actions: change.actions };
}

function react(change: Change, event: Event, policy: Policy): Change {
  if (isPersonEvent(event)) return onPerson(change, event, policy);
  switch (event.kind) {
    case 'home-started':
      // Worth a line in the journal by itself: what follows was decided by this version.
      return { ...change, state: { ...change.state } };
    case 'tick':
      return onTick(change, event, policy);
    case 'watch-resumed':
      return onWatchResumed(change, event);
    case 'clock-stepped':
      return onClockStepped(change, event);
    case 'round-observed':
      return warnOfCertificate(
        onRound(change, event, policy),
        event.platform,
        'origin',
        event.certificateNotAfter,
        event.at,
      );
    case 'mirror-measured':
      return warnOfCertificate(
        onMirrorMeasured(change, event, policy),
        event.platform,
        'mirror',
        event.certificateNotAfter,
        event.at,
      );
    case 'dns-change-accepted':
      return onChangeAccepted(change, event);
    case 'dns-turned':
      return onDnsTurned(change, event);
    case 'signals-collected':
      return onSignals(change, event, policy);
    case 'names-pictured':
      return onNamesPictured(change, event);
    case 'notice-planned':
      return onNoticePlanned(change, event, policy);
    case 'notice-first-accepted':
      return onFirstAccepted(change, event);
    case 'notice-finished':
      return onNoticeFinished(change, event);
    case 'notice-escalated':
      return onNoticeEscalated(change, event, policy);
    case 'mails-came-back':
      return onMailsCameBack(change, event, policy);
    case 'action-failed':
      return onActionFailed(change, event);
  }
}

/** Which platforms were seen to be all that a policy has; looking anew costs more than most events. */
const complete = new WeakMap<State['platforms'], Policy>();

/** A platform that the configuration has gained since the last event starts fresh. */
function withConfiguredPlatforms(state: State, event: Event, policy: Policy): State {
  if (complete.get(state.platforms) === policy) return state;
  const missing = policy.platforms.filter(({ id }) => state.platforms[id] === undefined);
  if (missing.length === 0) {
    complete.set(state.platforms, policy);
    return state;
  }
  const added = Object.fromEntries(missing.map(({ id }) => [id, freshPlatform(event.at)]));
  return { ...state, platforms: { ...state.platforms, ...added } };
}

/** A task is raised once under its key; raising it again is no news. */
function rememberTasks(change: Change, event: Event): Change {
  const raised = change.actions.filter((action) => action.kind === 'raise-task');
  if (raised.length === 0) return change;
  const { tasks } = change.state;
  const fresh = raised.filter(({ key }) => tasks[key] === undefined);
  const known = new Set(raised.map(({ key }) => key).filter((key) => tasks[key] !== undefined));
  const actions = change.actions.filter(({ key }) => !known.has(key));
  if (fresh.length === 0) return { ...change, actions };
  const added: Record<string, Task> = {};
  for (const { key, task, platform } of fresh)
    added[key] = { key, at: event.at, task, ...(platform && { platform }) };
  return { state: { ...change.state, tasks: { ...tasks, ...added } }, actions };
}
