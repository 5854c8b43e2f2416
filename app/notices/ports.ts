import type { Channel, Delivery, TakenDelivery, Unreachable } from '../../core/notice/delivery.ts';
import type { DeliveryState, SettledState } from '../../core/notice/delivery-state.ts';
import type { StateCounts } from '../../core/notice/notice.ts';
import type { Receipt, ReceiptKind } from '../../core/notice/receipt.ts';
import type { EpochMs } from '../../core/units.ts';
import type { PeopleLedger } from './people-ledger.ts';

/** What a provider answered. Nothing is called sent that a provider did not accept. */
export type SendResult =
  | { readonly kind: 'accepted'; readonly providerId: string }
  /** Final: this recipient will not be reached this way. */
  | { readonly kind: 'rejected'; readonly reason: string }
  /** The provider is busy or down: try again. */
  | {
      readonly kind: 'deferred';
      readonly reason: string;
      readonly retryAfterMs?: number;
      /**
       * It named the account or itself: a quota, a rate, a pause. Absent = it may be about this
       * recipient.
       */
      readonly ofAccount?: true;
    }
  /** The request left and no answer came. */
  | { readonly kind: 'unknown'; readonly reason: string };

export interface MailMessage {
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Stable for one key, so that a second delivery of it is the same message. */
  readonly messageId: string;
  /** Message ids of the incident's earlier notices to this recipient, for threading. */
  readonly references: readonly string[];
  readonly unsubscribeUrl: string;
  readonly language: 'fr' | 'en';
}

export interface Mail {
  send(message: MailMessage): Promise<SendResult>;
  /** Several mails in one call, where the provider has a way. Absent: they go one by one. */
  readonly bulk?: BulkMail;
}

export interface BulkMail {
  /** Mails that one call holds. */
  readonly most: number;
  /** @returns an answer for each, in the order of the messages: one may fail where others do not */
  send(messages: readonly MailMessage[]): Promise<readonly SendResult[]>;
}

export interface SmsMessage {
  readonly key: string;
  readonly to: string;
  readonly text: string;
  /** At most 11 letters or digits. */
  readonly sender: string;
  /** After this long an undelivered message is dropped by the provider, where it can. */
  readonly ttlSec: number;
}

export interface Sms {
  send(message: SmsMessage): Promise<SendResult>;
}

/** A delivery that did not reach its recipient, and why. */
export interface MissedDelivery extends Delivery {
  readonly state: DeliveryState;
  readonly detail: string;
  /** Set when the provider had accepted it, or may have, and said later that it failed. */
  readonly receipt?: ReceiptKind;
}

/** What a provider answered on one claimed delivery, to be written down. */
export interface Settlement {
  readonly key: string;
  readonly state: SettledState;
  readonly detail: string;
  readonly at: EpochMs;
  /** The provider's own name for the message: its later word may carry no other. */
  readonly providerId?: string;
}

/** The durable list of what each recipient is owed, and what came of it. */
export interface Deliveries extends PeopleLedger {
  /** Adds those whose key is new; a plan made twice adds nothing. */
  plan(deliveries: readonly Delivery[]): Promise<void>;
  /** Keep by name those whom no message can be addressed to. Adds new keys only. */
  noteUnreachable(unreachable: readonly Unreachable[]): Promise<void>;
  /** Next deliveries of a notice to try, by priority; marks them `claimed` durably before returning. */
  take(
    notice: string,
    limit: number,
    now: EpochMs,
    channel?: Channel,
  ): Promise<readonly TakenDelivery[]>;
  /** The earliest instant at which `take` may find one; null when nothing is planned. */
  nextAt(notice: string, channel?: Channel): Promise<EpochMs | null>;
  /** Only what is `claimed` is settled; a late answer changes nothing. */
  settle(
    key: string,
    state: SettledState,
    detail: string,
    at: EpochMs,
    providerId?: string,
  ): Promise<void>;
  /** Settle several at once: all are written down when it resolves. */
  settleMany(settlements: readonly Settlement[]): Promise<void>;
  /**
   * The key of the delivery that a provider knows by this name; null for a name nobody gave, or
   * that two deliveries have.
   */
  keyOfProviderId(providerId: string): Promise<string | null>;
  /**
   * Back to `planned`, not to be taken before `at`; what a receipt has told of meanwhile is what the
   * receipt says, and does not go again.
   */
  putBack(key: string, at: EpochMs, why: string): Promise<void>;
  /**
   * What was `claimed` when its sender died. Mail goes back to `planned` (at least once), SMS
   * becomes `unknown` (at most once), and either what a receipt has said of it
   * meanwhile. With one sender, called at its start, that is all that is
   * `claimed`; where senders work side by side it is what no living one can still hold.
   */
  recover(): Promise<{ readonly mailsAgain: number; readonly smsUnknown: number }>;
  /** How many stand in each state. @param channel absent = on all */
  counts(notice: string, channel?: Channel): Promise<StateCounts>;
  /**
   * Keep what a provider says after it took a message. Told twice it changes nothing; a stronger
   * kind takes the place of a weaker one, never the reverse. The state follows, as
   * core/notice/delivery-state.ts has it. A complaint is also an opt-out.
   * @returns false when no such delivery is known
   */
  note(receipt: Receipt): Promise<boolean>;
  /** Of a notice's deliveries, how many have a receipt of each kind; the others have none yet. */
  receipts(notice: string): Promise<{ readonly [kind in ReceiptKind]: number }>;
  /**
   * Deliveries that did not reach anybody, by priority, for the operator's list: failed for now or
   * for good, suppressed, or of unknown fate.
   */
  unreached(notice: string, limit: number): Promise<readonly MissedDelivery[]>;
  unreachable(notice: string, limit: number): Promise<readonly Unreachable[]>;
  /**
   * Whoever a notice reached, may have reached, or will yet reach, by priority: all but the failed
   * and the suppressed.
   */
  readers(notice: string): Promise<readonly Delivery[]>;
  /**
   * These, and whoever a copy of a mail may have reached though another copy came back (`mayBeRead`), by
   * priority: a correction is for all of them (P5).
   */
  mayHaveRead(notice: string): Promise<readonly Delivery[]>;
  /**
   * The contact that this delivery went to asks for silence, from now on and over every import: what
   * is `planned` for its address, of any notice, is never taken, and `suppressed`.
   * @returns false when no such delivery is known
   */
  optOut(key: string, at: EpochMs): Promise<boolean>;
  /** Addresses that asked for silence. */
  optedOut(): Promise<ReadonlySet<string>>;
  /** When a provider first accepted a delivery of this notice, whatever became of it since. */
  firstAcceptedAt(notice: string): Promise<EpochMs | null>;
}
