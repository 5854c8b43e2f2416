import type { SpokenCause } from '../cause/cause.ts';
import type { RecordedCause } from '../cause/recorded-cause.ts';
import type { Claim, Signal } from '../cause/signal.ts';
import type { VerdictMark } from '../cause/verdict-mark.ts';
import type { Verdict } from '../cause/verdict.ts';
import type { Fitness } from '../mirror/manifest.ts';
import type { Notice } from '../notice/notice.ts';
import type { DnsChange } from '../shelter/dns-change.ts';
import type { EpochMs, IncidentId, PlatformId, VantageId } from '../units.ts';
import type { Vote } from '../watch/observation.ts';
import type { Span } from '../watch/spans.ts';
import type { PictureMoment } from './names-picture.ts';
import type { TaskWord } from './task-word.ts';

/** All that replaying the journal gives. Plain JSON. */
export interface State {
  /** The latest instant any event told of; events from before it still count. */
  readonly at: EpochMs;
  readonly platforms: { readonly [platform: PlatformId]: PlatformState };
  readonly incidents: { readonly [incident: IncidentId]: Incident };
  readonly notices: { readonly [notice: string]: Notice };
  /** Operators' tasks, by the key of the action that raised them. */
  readonly tasks: { readonly [key: string]: Task };
  /** When nobody looked, of the last 90 days, in order; absent = never, as far as the journal tells. */
  readonly unseen?: readonly Span[];
}

/** What is known of the origin: `suspended` is neither up nor down. */
export type Standing = 'up' | 'suspect' | 'down' | 'suspended';

export interface PlatformState {
  readonly standing: Standing;
  readonly since: EpochMs;
  /** Rounds in a row that said the same, saturating where more would decide nothing. */
  readonly streak: {
    readonly says: 'up' | 'down';
    readonly rounds: number;
    readonly since: EpochMs;
  };
  /** First bad round of the latest doubt: a fall soon after it began there. Null without one. */
  readonly suspectedAt: EpochMs | null;
  /** When it last began to fall, for relapses; null = never. */
  readonly lastFall: EpochMs | null;
  /** Rounds of the error window in which a probe failed or came late, oldest first. */
  readonly faults: readonly FaultyRound[];
  /** Since when too many probes of the window fail, though it is not down; null while they do not. */
  readonly degradedSince: EpochMs | null;
  /** Rounds in a row in which its page said something else of its being closed than its standing. */
  readonly pageRounds: number;
  /** A person said that it is open though its page says closed; until the page is open once. */
  readonly pageOverruled: boolean;
  /** Who closed it on purpose: a person, or the page itself says so. Null unless `suspended`. */
  readonly suspendedBy: 'person' | 'page' | null;
  /** When it was suspended, in the last 90 days, in order; absent = never. */
  readonly suspensions?: readonly Span[];
  /** Rounds in a row in which health alone had already turned the answers, up to 2. */
  readonly leftByHealth: number;
  /** The latest votes that changed anything, for the eye. */
  readonly votes: readonly Vote[];
  /** When they were heard; null before the first. */
  readonly votesAt: EpochMs | null;
  /** Préau's own vantages that saw nothing then. */
  readonly blind: readonly VantageId[];
  readonly shelter: ShelterState;
  readonly mirror: Fitness | null;
  readonly incident: IncidentId | null;
  readonly vetoed: boolean;
  /** Set by hand (early shelter, drill): health alone does not release it. */
  readonly heldByPerson: boolean;
  /** What part of its visitors is kept on the mirror while it is up, and who says so. */
  readonly shed: Shedding | null;
  readonly drill: boolean;
}

/** One round in which some vantages that saw found fault with a platform. */
export interface FaultyRound {
  readonly at: EpochMs;
  /** Those that found fault. */
  readonly by: readonly VantageId[];
  /** How many saw. */
  readonly asked: number;
}

/** Visitors kept on the mirror by share, to relieve an origin that is up. */
export interface Shedding {
  /** In (0, 1). */
  readonly share: number;
  readonly by: 'person' | 'rule';
  readonly since: EpochMs;
  /** A person's, which a rule's went beyond and gives way to. */
  readonly under?: Shedding;
}

/** What DNS was last told, and what it was seen to answer. */
export interface ShelterState {
  readonly hold: boolean;
  /** The part of answers that should point to the mirror, 0 to 1. */
  readonly mirrorShare: number;
  /** Whether DNS keeps visitors at the origin whatever its health says: suspended, or vetoed. */
  readonly stay: boolean;
  /** Whether DNS may still hold such an order: until a turn without it was seen done. */
  readonly mayStay: boolean;
  /** Number of the latest turn; 0 = never turned. */
  readonly turn: number;
  readonly turnedAt: EpochMs | null;
  /** When this stay on the mirror began (share rose from 0); null while at the origin. */
  readonly shelteredSince: EpochMs | null;
  /** When all answers were first seen to be the mirror’s in this stay: a turn may be done long after it is asked for. */
  readonly outSeenAt: EpochMs | null;
  readonly verified: boolean;
  /** When the shell gave the latest turn up, which is then asked for again; null where it did not. */
  readonly givenUpAt: EpochMs | null;
  /** The batch of the latest turn that the DNS provider accepted; null before, and for a turn without. */
  readonly change: DnsChange | null;
  /** When visitors last went from origin to mirror, and back in full: what P4 is measured on. */
  readonly lastOut: EpochMs | null;
  readonly lastBack: EpochMs | null;
}

export interface Incident {
  readonly id: IncidentId;
  readonly platform: PlatformId;
  /** Incidents whose falls lie within the mass window of each other share an episode. */
  readonly episode: string;
  readonly reference: string;
  readonly drill: boolean;
  /** When all other names were last asked for it, at each moment; a drill's only. Absent = never. */
  readonly pictured?: { readonly [moment in PictureMoment]?: EpochMs };
  /** First bad round of the fall. */
  readonly fellAt: EpochMs;
  /**
   * First bad round of the latest fall that is told as a new one: schools had been told of a
   * return, or of nothing. Absent = none.
   */
  readonly fellAgainAt?: EpochMs;
  readonly confirmedAt: EpochMs;
  readonly shelteredAt: EpochMs | null;
  readonly firstNoticeAt: EpochMs | null;
  readonly recoveredAt: EpochMs | null;
  /** DNS answers with the origin alone again, verified. */
  readonly backAt: EpochMs | null;
  readonly closedAt: EpochMs | null;
  readonly relapses: number;
  readonly verdict: Verdict | null;
  /** What its verdicts let be said, one mark for each change, in order. Absent = not judged yet. */
  readonly verdicts?: readonly VerdictMark[];
  /** What people recorded as its cause once it was over, in order: the last stands. Absent = nothing. */
  readonly recorded?: readonly RecordedCause[];
  readonly signals: readonly Signal[];
  readonly claims: readonly Claim[];
  readonly confirmedCause: SpokenCause | null;
  readonly collections: number;
  readonly collectedAt: EpochMs | null;
  /** Late looks that were asked for after its end. Absent = none. */
  readonly lateLooks?: number;
  readonly nextWordAt: EpochMs | null;
  /** What the latest sent notice said of the cause; what a correction corrects. */
  readonly saidCause: SaidCause | null;
  /** Ids of this incident's notices, in order. */
  readonly notices: readonly string[];
}

export interface Task {
  readonly key: string;
  readonly at: EpochMs;
  readonly task: TaskWord;
  readonly platform?: PlatformId;
}

/** A cause as a sent notice stated it: what a correction takes back, and from whom. */
export interface SaidCause {
  readonly cause: SpokenCause;
  readonly rung: string;
  readonly at: EpochMs;
  readonly notice: string;
}
