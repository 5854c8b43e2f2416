import type { State } from '../../core/incident/state.ts';
import { step } from '../../core/incident/step.ts';
import { additionFault } from '../../core/notice/addition-fault.ts';
import { contentOf } from '../../core/notice/content-of.ts';
import type { Notice, NoticeContent } from '../../core/notice/notice.ts';
import type { Policy } from '../../core/policy.ts';
import type { EpochMs } from '../../core/units.ts';
import { type Hindrance, hindranceTo } from './hindrance.ts';
import type { EditCommand } from './person-command.ts';
import { personEvent } from './person-event.ts';

/** What a person's sentence would do to a notice, decided and done by nobody yet. */
export interface NoticeEdit {
  /** `nothing`: it has left, it is not known, or it says that already. */
  readonly outcome: 'added' | 'removed' | 'refused' | 'nothing';
  /** Why it is refused; null otherwise. */
  readonly hindrance: Hindrance | null;
  /** Its words if it left at that instant, with the sentence; null for a notice that is not known. */
  readonly content: NoticeContent | null;
  /**
   * Whether the sentence would leave with it: the verdict of that instant may not carry what the
   * one of its planning did.
   */
  readonly leaves: boolean;
}

const COMING: readonly Notice['stage'][] = ['planning', 'waiting', 'held'];

/**
 * Say what a sentence would do, by the very `step()` that will decide about it.
 *
 * @param at the home's own instant
 */
export function noticeEdit(
  state: State,
  policy: Policy,
  command: EditCommand,
  at: EpochMs,
): NoticeEdit {
  const before = state.notices[command.notice];
  if (before === undefined)
    return { outcome: 'nothing', hindrance: null, content: null, leaves: false };
  const coming = COMING.includes(before.stage);
  const hindrance = coming ? hindranceTo(command, state, policy) : null;
  const after = hindrance === null ? step(state, personEvent(command, at), policy).state : state;
  const changes = after.notices[before.id]?.content.addition !== before.content.addition;
  const asked = command.addition === '' ? 'removed' : 'added';
  const kept = after.notices[before.id] ?? before;
  const content = coming ? asOf(state, kept, at, policy) : kept.content;
  return {
    outcome: hindrance !== null ? 'refused' : changes ? asked : 'nothing',
    hindrance,
    content,
    leaves: content.addition !== undefined,
  };
}

/** As it is worded anew when it leaves. */
function asOf(
  state: State,
  { content: planned }: Notice,
  at: EpochMs,
  policy: Policy,
): NoticeContent {
  const incident = state.incidents[planned.incident];
  const { addition } = planned;
  const now = incident && contentOf(state, incident, planned.phase, at, policy);
  if (!now) return planned;
  return addition === undefined || additionFault(addition, now, policy) !== null
    ? now
    : { ...now, addition };
}
