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

/** What a browser is told, in each language that one reads. */
export type PushTexts = { readonly [language in 'fr' | 'en']: string };

/** What browsers are told of one notice. */
export interface PushNotice {
  /** The notice's id: nobody is told of it twice. */
  readonly notice: string;
  readonly platform: string;
  readonly at: EpochMs;
  readonly payloads: PushTexts;
}

/** What goes to a push service. */
export interface PushMessage {
  /** The notice's id; a word that is no notice's has a name of its own. */
  readonly notice: string;
  readonly payload: string;
  readonly to: PushSubscription;
}

/** One message for one browser. */
export interface OwedPush extends PushMessage {
  readonly tries: number;
  readonly at: EpochMs;
}

/** A browser that is owed its welcome. */
export interface OwedWelcome {
  readonly to: PushSubscription;
  /** Failures so far. */
  readonly tries: number;
}

/**
 * Browsers that subscribed. One is *unproven* until its push service took a message for it, and owed no
 * notice until then: whoever makes endpoints up fills the places of the unproven, and no other.
 */
export interface Browsers {
  /**
   * Keep a subscription, or what is new of one that is kept. A new one is unproven. Where the unproven
   * are as many as are kept, one that its service did not take at first gives way.
   * @returns false when there are as many as are kept
   */
  join(subscription: PushSubscription, now: EpochMs): Promise<boolean>;
  leave(endpoint: string): Promise<void>;
  /** Those that are proven. */
  count(): Promise<number>;
  /**
   * Browsers whose welcome is due. Each is left alone for a while from then on: whoever takes it says
   * what came of it, and it is due again if he ends before. Those that were unproven for too long are
   * taken out.
   */
  welcomes(now: EpochMs, limit: number): Promise<readonly OwedWelcome[]>;
  /** Its service took its welcome: from now on it is owed notices, wherever there is a place. */
  prove(subscription: PushSubscription, now: EpochMs): Promise<void>;
  /** Its service does not know it: it is unproven no more, and is not kept. */
  dismiss(endpoint: string): Promise<void>;
  /** Its service did not take its welcome yet. */
  welcomeLater(welcome: OwedWelcome, at: EpochMs): Promise<void>;
}

/** What proven browsers are owed. */
export interface PushLedger {
  /** The latest line of the journal whose notices are owed; `head` where none was ever read. */
  standing(head: number): Promise<number>;
  /**
   * Owe a notice to each browser that wants its platform and was proven by then, and pass on to `seq`:
   * all or nothing.
   */
  owe(notices: readonly PushNotice[], seq: number): Promise<void>;
  /**
   * Take messages that are due. A message that was taken leaves no more than once: one whose process
   * ends before it is known what became of it is not taken again.
   * @returns empty once nothing is due
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
  /** Not taken, and never will be. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** Nobody knows whether it was taken. */
  | { readonly kind: 'lost'; readonly detail: string };

/** Encrypts a message and brings it to its push service, once. Never rejects. */
export interface Pusher {
  push(push: PushMessage): Promise<PushAnswer>;
}
