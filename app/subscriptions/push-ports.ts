import type { EpochMs } from '../../core/units.ts';

/** A browser that asked to be told: no name, no address of a person. */
export interface PushSubscription {
  /** Where its push service takes messages for it; what it is known by. */
  readonly endpoint: string;
  /** The browser's public key, base64url of 65 bytes. */
  readonly p256dh: string;
  /** The secret that it shares with whoever writes to it, base64url of 16 bytes. */
  readonly auth: string;
  /** Of the page that it was asked on. */
  readonly language: 'fr' | 'en';
  /** Ids of platforms; empty for all. */
  readonly platforms: readonly string[];
}

/** What browsers are told of one notice, in each language that they read. */
export interface PushNotice {
  /** The notice's id: nobody is told of it twice. */
  readonly notice: string;
  readonly platform: string;
  readonly at: EpochMs;
  readonly payloads: { readonly [language in 'fr' | 'en']: string };
}

/** One message for one browser. */
export interface OwedPush {
  readonly number: number;
  readonly notice: string;
  readonly tries: number;
  readonly at: EpochMs;
  readonly payload: string;
  readonly to: PushSubscription;
}

export interface PushLedger {
  /**
   * Keep a subscription, or what is new of one that is kept.
   * @returns false when there are as many as are kept
   */
  join(subscription: PushSubscription): Promise<boolean>;
  leave(endpoint: string): Promise<void>;
  count(): Promise<number>;
  /** The latest line of the journal whose notices are owed; `head` where none was ever read. */
  standing(head: number): Promise<number>;
  /** Owe a notice to each browser that wants its platform, and pass on to `seq`: all or nothing. */
  owe(notices: readonly PushNotice[], seq: number): Promise<void>;
  /**
   * Take messages that are due, the oldest first. A message that was taken leaves no more than once: one
   * whose process ends before it is known what became of it is not taken again.
   */
  take(now: EpochMs, limit: number): Promise<readonly OwedPush[]>;
  /** Owe it again, from `at` on: it is known that it was not taken by its service. */
  putOff(push: OwedPush, at: EpochMs): Promise<void>;
}

export type PushAnswer =
  | { readonly kind: 'taken' }
  /** The browser is there no more. */
  | { readonly kind: 'gone' }
  /** Not taken, and may be later. */
  | { readonly kind: 'deferred'; readonly detail: string; readonly askedMs: number }
  /** Not taken, and never will be; or nobody knows. */
  | { readonly kind: 'lost'; readonly detail: string };

/** Encrypts a message and brings it to its push service, once. Never rejects. */
export interface Pusher {
  push(push: OwedPush): Promise<PushAnswer>;
}
