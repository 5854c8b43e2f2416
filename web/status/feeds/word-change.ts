import type { PublicChange } from '../../../app/subscriptions/public-changes.ts';
import { type StatusExtras, statusView } from '../../../app/views/status-view.ts';
import type { State } from '../../../core/incident/state.ts';
import type { Policy } from '../../../core/policy.ts';
import { minutes } from '../../../core/units.ts';
import { webhookBody } from './webhook-body.ts';

/** Who speaks, and how. */
export type ChangeSpeech = Pick<
  StatusExtras,
  'language' | 'words' | 'render' | 'contact' | 'rehearsal'
>;

/** @returns the body that tells of a change, from the page as it was right after it */
export const wordChange =
  (policy: Policy, said: ChangeSpeech) =>
  (change: PublicChange, state: State): string => {
    const instant = { now: change.at, observedAt: change.at };
    const view = statusView(state, policy, {
      ...said,
      ...instant,
      refreshSec: 60,
      staleAfterMs: minutes(5),
    });
    return webhookBody(change, view, said.words);
  };
