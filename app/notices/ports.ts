import type { Channel, Delivery, TakenDelivery, Unreachable } from '../../core/notice/delivery.ts';
import type { Receipt, ReceiptKind } from '../../core/notice/receipt.ts';
import type { EpochMs } from '../../core/units.ts';

/** What a provider answered. Nothing is called sent that a provider did not accept. */
export type SendResult =
  | { readonly kind: 'accepted'; readonly providerId: string }
  /** Final: this recipient will not be reached this way. */
  | { readonly kind: 'rejected'; readonly reason: string }
  /** The provider is busy or down: try again. */
  | { readonly kind: 'deferred'; readonly reason: string; readonly retryAfterMs?: number }
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

export type DeliveryState = 'planned' | 'sending' | 'accepted' | 'rejected' | 'unknown';

/** A delivery that did not reach its recipient, and why. */
export interface MissedDelivery extends Delivery {
  readonly detail: string;
  /** Set when the provider had accepted it, or may have, and said later that it failed. */
  readonly receipt?: ReceiptKind;
}

/** The durable list of what each recipient is owed, and what came of it. */
export interface Deliveries {
  /** Adds those whose key is new; a plan made twice adds nothing. */
  plan(deliveries: readonly Delivery[]): Promise<void>;
  /** Keep by name those whom no message can be addressed to. Adds new keys only. */
  noteUnreachable(unreachable: readonly Unreachable[]): Promise<void>;
  /** Next deliveries of a notice to try, by priority; marks them `sending` durably before returning. */
  take(
    notice: string,
    limit: number,
    now: EpochMs,
    channel?: Channel,
  ): Promise<readonly TakenDelivery[]>;
  /** The earliest instant at which `take` may find one; null when nothing is planned. */
  nextAt(notice: string, channel?: Channel): Promise<EpochMs | null>;
  settle(
    key: string,
    state: Exclude<DeliveryState, 'planned' | 'sending'>,
    detail: string,
    at: EpochMs,
  ): Promise<void>;
  /** Back to `planned`, not to be taken before `at`. */
  putBack(key: string, at: EpochMs, why: string): Promise<void>;
  /**
   * What was `sending` when its sender died. Mail goes back to `planned` (at least once), SMS
   * becomes `unknown` (at most once), and either `accepted` when a receipt has proved it arrived
   * meanwhile. With one sender, called at its start, that is all that is
   * `sending`; where senders work side by side it is what no living one can still hold.
   */
  recover(): Promise<{ readonly mailsAgain: number; readonly smsUnknown: number }>;
  counts(notice: string): Promise<{ readonly [state in DeliveryState]: number }>;
  /**
   * Keep what a provider says after it took a message. Told twice it changes nothing; a stronger
   * kind takes the place of a weaker one, never the reverse. It moves no delivery to another state
   * but one: `unknown` becomes `accepted` by proof of arrival. A complaint is also an opt-out.
   * @returns false when no such delivery is known
   */
  note(receipt: Receipt): Promise<boolean>;
  /** Of a notice's deliveries, how many have a receipt of each kind; the others have none yet. */
  receipts(notice: string): Promise<{ readonly [kind in ReceiptKind]: number }>;
  /**
   * Deliveries that did not reach anybody, by priority, for the operator's list: refused, of
   * unknown fate, or accepted and then bounced, blocked or expired by their receipt.
   */
  unreached(notice: string, limit: number): Promise<readonly MissedDelivery[]>;
  unreachable(notice: string, limit: number): Promise<readonly Unreachable[]>;
  /**
   * Whoever a notice reached, may have reached, or will yet reach, by priority: all but the refused
   * and those that bounced, were blocked or expired.
   */
  readers(notice: string): Promise<readonly Delivery[]>;
  /**
   * The contact that this delivery went to asks for silence, from now on and over every import.
   * @returns false when no such delivery is known
   */
  optOut(key: string, at: EpochMs): Promise<boolean>;
  /** Addresses that asked for silence. */
  optedOut(): Promise<ReadonlySet<string>>;
  /** When a provider first accepted a delivery of this notice. */
  firstAcceptedAt(notice: string): Promise<EpochMs | null>;
}
