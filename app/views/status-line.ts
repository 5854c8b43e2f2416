import { carriedWord, type CauseWord } from '../../core/cause/carried-word.ts';
import { causeHistory, type EarlierCause } from './cause-history.ts';
import { causeSentence } from './cause-sentence.ts';
import { markDrill } from './drill-mark.ts';
import type { Incident, PlatformState } from '../../core/incident/state.ts';
import type { Platform } from '../../core/platform.ts';
import type { Policy } from '../../core/policy.ts';
import { type EpochMs, hours, type PlatformId } from '../../core/units.ts';
import { type Look, lookOf } from './look.ts';
import { publicWord } from './public-word.ts';
import type { StatusExtras } from './status-view.ts';

/** One platform on the public page. */
export interface StatusLine {
  readonly id: PlatformId;
  readonly name: string;
  readonly look: Look;
  readonly lookWord: string;
  readonly since: EpochMs;
  /** Where the lessons are, in a sentence. */
  readonly lessons: string;
  /** The mirror's own name, always reachable; null while the usual address is enough. */
  readonly lessonsUrl: string | null;
  /** The cause with its rung, as far as it is known; null when nothing is wrong. */
  readonly cause: string | null;
  /** The same for programs: what the sentence says, and how surely; null where there is none to say. */
  readonly causeWord: Pick<CauseWord, 'cause' | 'rung'> | null;
  /** Of accusations that the evidence speaks against, one sentence each. */
  readonly against: readonly string[];
  /** Causes of this fall that were said and taken back, with their times: they stay. */
  readonly earlier: readonly EarlierCause[];
  /** Since when {@link cause} is said, where another was taken back; else null. */
  readonly correctedAt: EpochMs | null;
  /** The same of its latest fall that is over; null where nothing had to be taken back lately. */
  readonly past: PastCorrection | null;
  readonly reference: string | null;
  /** Null once it is past: an old promise tells nobody anything. */
  readonly nextWordAt: EpochMs | null;
  readonly drill: boolean;
}

/** What was said of a fall that is over, and what is said of it now. */
export interface PastCorrection {
  readonly reference: string;
  readonly fellAt: EpochMs;
  readonly earlier: readonly EarlierCause[];
  readonly cause: string;
  readonly correctedAt: EpochMs;
}

/** Word one platform for everybody. @param incidents all that are known */
export function statusLine(
  platform: Platform,
  state: PlatformState,
  incident: Incident | null,
  incidents: readonly Incident[],
  policy: Policy,
  extras: StatusExtras,
): StatusLine {
  const { words } = extras;
  const look = lookOf(state);
  const open = incident?.closedAt === null ? incident : null;
  // Ended by a person, it goes on until its end was told.
  const drill = state.drill || open?.drill === true;
  const calm = look === 'up' || look === 'unseen';
  const said = open !== null && look !== 'suspended' ? open : null;
  const history = said && causeHistory(said, policy, extras);
  return {
    id: platform.id,
    name: platform.name,
    look,
    lookWord: markDrill(words(`status.look.${look}`), drill),
    since: sinceOf(look, state, open),
    lessons: words(`status.lessons.${look}`),
    lessonsUrl: calm || !platform.mirror ? null : `https://${platform.mirror.ownName}/`,
    cause: said && causeSentence(publicWord(said, policy, extras.now), extras),
    causeWord: said && publicWord(said, policy, extras.now),
    against: said ? sayAgainst(said, policy, extras) : [],
    earlier: history?.earlier ?? [],
    correctedAt: history?.correctedAt ?? null,
    past: pastCorrection(platform.id, incidents, policy, extras),
    reference: open?.reference ?? null,
    nextWordAt: promised(open?.nextWordAt ?? null, extras.now),
    drill,
  };
}

const promised = (at: EpochMs | null, now: EpochMs): EpochMs | null =>
  at !== null && at >= now ? at : null;

/** People count an outage from its fall, not from the turn of the DNS. */
function sinceOf(look: Look, state: PlatformState, open: Incident | null): EpochMs {
  const fallen = look === 'down' || look === 'sheltered';
  if (look === 'degraded') return state.degradedSince ?? state.since;
  if (look === 'shared') return state.shed?.since ?? state.since;
  return fallen && open ? open.fellAt : state.since;
}

/** The accusations that people hear of first, where the evidence speaks against them. */
const ACCUSED = ['attack', 'hosting'] as const;

function sayAgainst({ verdict, fellAt }: Incident, policy: Policy, extras: StatusExtras) {
  if (verdict === null || extras.now - fellAt < policy.cause.firstWordMs) return [];
  return ACCUSED.filter((cause) => verdict.refuted.includes(cause)).map((cause) =>
    extras.words(`cause.against.${cause}`),
  );
}

/** A week, chosen: as long as late looks go on, and people come to read what was said. */
const PAST_SHOWN = hours(7 * 24);

/** A platform's latest fall that is over, if what was said of it had to be taken back. */
function pastCorrection(
  id: PlatformId,
  incidents: readonly Incident[],
  policy: Policy,
  extras: StatusExtras,
): PastCorrection | null {
  const last = incidents
    .filter(({ platform, drill, closedAt }) => platform === id && !drill && closedAt !== null)
    .toSorted((one, other) => other.fellAt - one.fellAt)[0];
  if (last === undefined) return null;
  const { earlier, correctedAt } = causeHistory(last, policy, extras);
  if (correctedAt === null || extras.now - correctedAt > PAST_SHOWN) return null;
  const { reference, fellAt } = last;
  return {
    reference,
    fellAt,
    earlier,
    correctedAt,
    cause: causeSentence(carriedWord(last), extras),
  };
}
