import type { SpokenCause } from '../cause/cause.ts';
import type { RecordedCause } from '../cause/recorded-cause.ts';
import type { Claim, Signal } from '../cause/signal.ts';
import type { Fitness } from '../mirror/manifest.ts';
import type { EscalationOutcome } from '../notice/escalation.ts';
import type { DeliverySummary, NoticeContent, PlanSummary } from '../notice/notice.ts';
import type { TurnDetail } from '../shelter/turn-detail.ts';
import type { EpochMs, IncidentId, PlatformId } from '../units.ts';
import type { Vote } from '../watch/observation.ts';
import type { PictureMoment, PicturedName } from './names-picture.ts';

/** What one authoritative name server answered when it was asked after a turn. */
export interface AuthorityAnswer {
  readonly server: string;
  readonly name: string;
  readonly type: string;
  readonly answers: readonly string[];
  readonly ttlSec: number;
  /** The part of repeated answers that pointed to the mirror, 0 to 1. */
  readonly mirrorShare: number;
}

/** A person who acted, for the journal: a role and a name, never an address. */
export interface Person {
  readonly role: string;
  readonly name: string;
}

/** Everything that may happen to Préau. `step()` is the only reader that decides. */
export type Event =
  | { readonly kind: 'home-started'; readonly at: EpochMs; readonly version: string }
  | {
      readonly kind: 'tick';
      readonly at: EpochMs;
      /** The end of the latest round; absent where none is known. */
      readonly seenAt?: EpochMs;
    }
  | {
      /** A round ended, for the first time since `unseenSince`: nobody looked in between. */
      readonly kind: 'watch-resumed';
      readonly at: EpochMs;
      readonly unseenSince: EpochMs;
    }
  | {
      /** Somebody set the machine's clock; the home's own goes on. */
      readonly kind: 'clock-stepped';
      readonly at: EpochMs;
      /** By how many milliseconds; below 0: back. 0: it was found behind the journal at a start. */
      readonly byMs: number;
      /** How far the home's clock is ahead of the machine's since; below 0: behind it. */
      readonly aheadMs: number;
    }
  | {
      readonly kind: 'round-observed';
      readonly at: EpochMs;
      readonly platform: PlatformId;
      readonly votes: readonly Vote[];
      /** Where the authoritative servers sent visitors when this round asked them. */
      readonly dnsSays: 'origin' | 'mirror' | 'mixed' | 'unknown';
      /** How often each server was asked. Absent = once. */
      readonly dnsAsked?: number;
      /** The end of the origin's certificate that ends first, of those shown; absent where none was. */
      readonly certificateNotAfter?: EpochMs;
    }
  | {
      readonly kind: 'mirror-measured';
      readonly at: EpochMs;
      readonly platform: PlatformId;
      readonly fitness: Fitness;
      /** The end of the certificate that was shown; absent where none was. */
      readonly certificateNotAfter?: EpochMs;
    }
  | {
      /** The DNS provider took the batch that sets a turn's weights; `dns-turned` says when it is in sync. */
      readonly kind: 'dns-change-accepted';
      readonly at: EpochMs;
      readonly platform: PlatformId;
      readonly turn: number;
      /** The provider's id of the batch; turns of one zone may share one. */
      readonly change: string;
    }
  | {
      readonly kind: 'dns-turned';
      readonly at: EpochMs;
      readonly platform: PlatformId;
      readonly turn: number;
      readonly verified: boolean;
      readonly answers: readonly AuthorityAnswer[];
      /** A sentence in the first journals. */
      readonly detail: TurnDetail | string;
    }
  | {
      readonly kind: 'signals-collected';
      readonly at: EpochMs;
      readonly incident: IncidentId;
      readonly signals: readonly Signal[];
    }
  | {
      /** All other names were asked, as a drill started or ended: the answers, and what was not asked. */
      readonly kind: 'names-pictured';
      /** When the last was asked. */
      readonly at: EpochMs;
      /** When the first was. */
      readonly since: EpochMs;
      readonly incident: IncidentId;
      readonly moment: PictureMoment;
      readonly names: readonly PicturedName[];
    }
  | {
      readonly kind: 'notice-planned';
      readonly at: EpochMs;
      readonly notice: string;
      readonly plan: PlanSummary;
    }
  | { readonly kind: 'notice-first-accepted'; readonly at: EpochMs; readonly notice: string }
  | {
      readonly kind: 'notice-finished';
      readonly at: EpochMs;
      readonly notice: string;
      readonly deliveries: DeliverySummary;
    }
  | {
      /** A level was carried out for the schools that had not answered by then. */
      readonly kind: 'notice-escalated';
      readonly at: EpochMs;
      readonly notice: string;
      /** Which of the notice's levels, from 1. */
      readonly step: number;
      readonly outcome: EscalationOutcome;
      /** As the level's action had it; its SMS are worded anew. */
      readonly content: NoticeContent;
    }
  | {
      /** Mails came back for good from schools that no message of this notice reaches any more. */
      readonly kind: 'mails-came-back';
      readonly at: EpochMs;
      readonly notice: string;
      readonly schools: number;
    }
  | {
      readonly kind: 'action-failed';
      readonly at: EpochMs;
      readonly action: string;
      readonly detail: string;
      readonly final: boolean;
    }
  | PersonEvent;

/** What people do: at the console, by the CLI. */
export type PersonEvent =
  | {
      readonly kind:
        | 'person-sheltered'
        | 'person-released'
        | 'person-vetoed'
        | 'person-unvetoed'
        | 'person-resumed';
      readonly at: EpochMs;
      readonly platform: PlatformId;
      readonly by: Person;
      readonly reason: string;
    }
  | {
      readonly kind: 'person-shared';
      readonly at: EpochMs;
      readonly platform: PlatformId;
      /** The part of visitors that go to the mirror, in [0, 1). */
      readonly share: number;
      readonly by: Person;
      readonly reason: string;
    }
  | {
      readonly kind: 'person-suspended';
      readonly at: EpochMs;
      readonly platform: PlatformId;
      readonly by: Person;
      readonly reason: string;
    }
  | {
      readonly kind: 'person-held-notice' | 'person-cancelled-notice' | 'person-released-notice';
      readonly at: EpochMs;
      readonly notice: string;
      readonly by: Person;
    }
  | {
      /** A sentence of their own goes with the notice's mail; an empty one takes it out again. */
      readonly kind: 'person-edited-notice';
      readonly at: EpochMs;
      readonly notice: string;
      /** On one line. */
      readonly addition: string;
      readonly by: Person;
    }
  | {
      readonly kind: 'person-claimed';
      readonly at: EpochMs;
      readonly platform: PlatformId;
      readonly claim: Claim;
      /** Who wrote it down. Absent in the first journals, and where a rehearsal's people speak. */
      readonly by?: Person;
    }
  | {
      readonly kind: 'person-confirmed-cause';
      readonly at: EpochMs;
      readonly incident: IncidentId;
      readonly cause: SpokenCause;
      readonly by: Person;
    }
  | ({
      /** What the cause of a closed incident was, once it is known. The latest stands. */
      readonly kind: 'person-recorded-cause';
      readonly incident: IncidentId;
    } & RecordedCause)
  | {
      readonly kind: 'person-started-drill' | 'person-ended-drill';
      readonly at: EpochMs;
      readonly platform: PlatformId;
      readonly by: Person;
    };
