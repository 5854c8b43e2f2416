import type { Rung, SpokenCause } from '../cause/cause.ts';
import type { EpochMs, IncidentId, PlatformId } from '../units.ts';
import type { Channel } from './delivery.ts';
import type { Escalation } from './escalation.ts';
import type { NoRing } from './ring-when.ts';
import type { DeliveryState } from './delivery-state.ts';

/** What a notice is for. One notice per incident, phase and round. */
export type Phase = 'outage' | 'cause' | 'correction' | 'recovery' | 'relapse' | 'drill';

/** Every fact that a notice's words are made of; decided by `step()`, worded at the edge. */
export interface NoticeContent {
  readonly phase: Phase;
  readonly platform: PlatformId;
  readonly platformName: string;
  readonly smsName: string;
  /** Its pupils' own time zone: the hours of the notice are theirs. @default the organisation's */
  readonly timeZone?: string;
  /** What fell: the platform, or only the login in front of it. Absent = the platform. */
  readonly about?: 'platform' | 'login';
  readonly incident: IncidentId;
  /** Short reference for people, at most 6 characters, e.g. `P-0417`. */
  readonly reference: string;
  readonly fellAt: EpochMs;
  /** True once the authoritative name servers answer with the mirror. */
  readonly sheltered: boolean;
  readonly mirrorUrl: string;
  readonly statusUrl: string;
  readonly cause: SpokenCause;
  readonly rung: Rung;
  /** When undetermined: what stays open. */
  readonly open: readonly SpokenCause[];
  /** Measured facts, one sentence each, strongest first. */
  readonly facts: readonly string[];
  readonly nextWordAt: EpochMs | null;
  /** Set when there is no news: since the word that told all that this one can. */
  readonly unchangedSince?: EpochMs;
  readonly recoveredAt: EpochMs | null;
  /** For a correction: the cause that was said, and when. */
  readonly corrects?: {
    readonly cause: SpokenCause;
    readonly saidAt: EpochMs;
    /** The notice whose readers get this correction, and nobody else. */
    readonly notice: string;
  };
  /** EXERCICE in every word that leaves (P9). */
  readonly drill: boolean;
  /** A sentence that a person added to this notice's mail; it is told as theirs. Absent = none. */
  readonly addition?: string;
}

/** Where a notice stands. */
export type NoticeStage =
  | 'planning'
  | 'waiting'
  | 'held'
  | 'cancelled'
  | 'sending'
  | 'sent'
  /** Beyond the budget, in journals of the versions that then sent nothing. */
  | 'refused'
  /** Its plan or its sending was given up; some of its readers may have had it. */
  | 'failed';

export interface PlanSummary {
  readonly recipients: number;
  readonly mails: number;
  readonly sms: number;
  readonly smsSegments: number;
  readonly costEuros: number;
  readonly durationSec: number;
  /** Contacts that cannot be told, each an operator's task. */
  readonly unreachable: number;
  /** SMS that wait for a morning, a school day or their number's limits; absent = none. */
  readonly held?: { readonly sms: number; readonly until: EpochMs };
  /** SMS that are not sent, by why: mail tells instead, or a task. Absent = none. */
  readonly leftOut?: { readonly [why in LeftOut]?: number };
  /** SMS to schools were left out: what the notice would have cost with them, and what was left. */
  readonly overBudget?: { readonly costEuros: number; readonly leftEuros: number };
  /**
   * Only in journals of the versions that sent nothing at all over the budget: why nothing was
   * planned. Absent = planned.
   */
  readonly refused?: string;
}

/**
 * `bundled`: an SMS about another platform already waits for this number; `budget`: the SMS of the
 * notice were over what is left of the incident's budget.
 */
export type LeftOut = NoRing | 'bundled' | 'budget';

export interface DeliverySummary {
  /** Taken by a provider and not known to have failed since: `accepted` and `delivered`. */
  readonly accepted: number;
  /** `failed-temporary`, `failed-permanent` and `suppressed`. */
  readonly failed: number;
  /** The provider's answer never came: not sent again by SMS, sent again by mail. */
  readonly unknown: number;
  /** `planned` and `claimed`. */
  readonly pending: number;
  /** How many stand in each state. Absent in journals of the version before states were told. */
  readonly states?: StateCounts;
  /** The same by channel. Absent in journals of the version before channels were counted. */
  readonly channels?: { readonly [channel in Channel]: StateCounts };
}

/**
 * How many stand in each state; `dropped` are those of `suppressed` that another message replaced or
 * made needless ({@link isDropped}). Absent: none, or counted by a version that did not tell them apart.
 */
export type StateCounts = { readonly [state in DeliveryState]: number } & {
  readonly dropped?: number;
};

/** One message to schools in one phase of an incident. */
export interface Notice {
  /** `<incident>/<phase>/<round>` : the first part of every delivery's key. */
  readonly id: string;
  readonly content: NoticeContent;
  readonly stage: NoticeStage;
  readonly plannedAt: EpochMs;
  /** When it goes by itself, unless held. */
  readonly sendAt: EpochMs;
  readonly plan?: PlanSummary;
  readonly deliveries?: DeliverySummary;
  readonly firstAcceptedAt?: EpochMs;
  readonly finishedAt?: EpochMs;
  /** What was asked for about schools that did not answer, in order. Absent = nothing. */
  readonly escalations?: readonly Escalation[];
}
