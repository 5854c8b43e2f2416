import type { Incident, State } from '../incident/state.ts';
import type { Policy } from '../policy.ts';
import { type DurationMs, type EpochMs, epochMs } from '../units.ts';
import { holdForQuietHours, RINGING_HOURS } from './hold-for-quiet-hours.ts';
import { lastTold } from './last-told.ts';
import type { NoticeContent } from './notice.ts';

type Said = Pick<NoticeContent, 'phase' | 'cause' | 'rung' | 'open' | 'sheltered'>;

/**
 * Since when an update has nothing new to say: the latest word that was told said all of it.
 *
 * @returns undefined when there is news, for any other phase, and for a policy from before updates
 *   without news were told as such (its `longestWordMs` is absent)
 */
export function unchangedSince(
  state: State,
  incident: Incident,
  said: Said,
  policy: Policy,
): EpochMs | undefined {
  if (said.phase !== 'cause' || policy.notices.longestWordMs === undefined) return undefined;
  const told = lastTold(state, incident);
  if (told === undefined || !saysTheSame(told.content, said)) return undefined;
  return told.content.unchangedSince ?? told.firstAcceptedAt ?? told.sendAt;
}

/** A return was told in between, or a correction: then going on is news. */
const saysTheSame = (told: NoticeContent, said: Said): boolean =>
  told.phase !== 'recovery' &&
  told.phase !== 'correction' &&
  told.cause === said.cause &&
  told.rung === said.rung &&
  told.sheltered === said.sheltered &&
  told.open.join() === said.open.join();

/** As people say times. */
const FIVE_MINUTES = 300_000;

/**
 * When the next word comes, told in this one: after `nextWordMs`, rounded up to five minutes.
 *
 * While there is no news the time between two words doubles, up to `longestWordMs`, and what would
 * fall into the night comes in the morning: a fall of three days would else be a hundred and forty
 * mails that say the same. Whatever is news goes out at once, and is never held by this.
 *
 * @param unchanged whether the word that promises it has nothing new to say
 */
export function nextWordAt(
  state: State,
  incident: Incident,
  unchanged: boolean,
  at: EpochMs,
  policy: Policy,
): EpochMs {
  const { nextWordMs, longestWordMs } = policy.notices;
  const promise = (after: number) => epochMs(Math.ceil((at + after) / FIVE_MINUTES) * FIVE_MINUTES);
  if (!unchanged || longestWordMs === undefined) return promise(nextWordMs);
  const doubled = nextWordMs * 2 ** Math.min(20, 1 + quietWords(state, incident));
  const longest: DurationMs = longestWordMs > nextWordMs ? longestWordMs : nextWordMs;
  const platform = policy.platforms.find(({ id }) => id === incident.platform);
  const zone = platform?.timeZone ?? policy.timeZone;
  return holdForQuietHours(promise(Math.min(doubled, longest)), zone, RINGING_HOURS);
}

/** Updates in a row that were told and had nothing new to say. */
function quietWords({ notices }: State, incident: Incident): number {
  const told = incident.notices.flatMap((id) => notices[id] ?? []).filter(hasLeft);
  const news = told.findLastIndex(({ content }) => content.unchangedSince === undefined);
  return told.length - 1 - news;
}

const hasLeft = ({ stage }: { readonly stage: string }): boolean =>
  stage === 'sending' || stage === 'sent';
