import type { Phase } from '../notice/notice.ts';
import type { TurnDetail } from '../shelter/turn-detail.ts';
import type { EpochMs } from '../units.ts';
import type { AuthorityAnswer } from './event.ts';

/** The part of one name server's answers that point to the mirror. */
type SeenShare = Pick<AuthorityAnswer, 'server' | 'type' | 'mirrorShare'>;

/**
 * What a person must do, or why it was not done as they asked: a kind, and what a sentence about it
 * needs. The faces word it, each in its own language. Parts are in [0, 1].
 */
export type TaskWord =
  /** Its mirror is wanted and may not serve: why not, the gravest first; empty = never measured. */
  | { readonly kind: 'mirror-unfit'; readonly reasons: readonly string[] }
  /** The mirror went bad while visitors are there. */
  | { readonly kind: 'mirror-gone'; readonly reasons: readonly string[] }
  /** The origin went bad on the way back, and the mirror may not serve. */
  | { readonly kind: 'no-way-back'; readonly reasons: readonly string[] }
  /** Too many platforms have turned within the window of the blast-radius limit. */
  | { readonly kind: 'blast-radius' }
  /** Everything fell at once, and no control shows that the watcher sees (P7). */
  | { readonly kind: 'watcher-blind' }
  | { readonly kind: 'degraded'; readonly failedShare: number }
  /** Its own page says that its owner closed it, and it is suspended for as long. */
  | { readonly kind: 'closed-page' }
  | {
      readonly kind: 'turn-not-confirmed';
      readonly turn: number;
      readonly next: 'asked-again' | 'back-to-mirror';
      /** What was done, as the journal holds it. */
      readonly detail: TurnDetail | string;
      /** What the name servers then answered. */
      readonly seen: readonly SeenShare[];
    }
  /** The latest turn was given up; it is asked for again by itself. What its provider said. */
  | { readonly kind: 'turn-given-up'; readonly turn: number; readonly detail: string }
  /** A notice was given up, before its plan was made or while it was being sent. */
  | { readonly kind: 'notice-given-up'; readonly phase: Phase; readonly detail: string }
  /** Schools that did not say that they had read: how many of those that were told. The ledger names them. */
  | {
      readonly kind: 'schools-silent';
      readonly notice: string;
      readonly silent: number;
      readonly schools: number;
    }
  /** Any other action: its key, and what its provider said. */
  | { readonly kind: 'action-failed'; readonly action: string; readonly detail: string }
  /** SMS to schools that stay unsent: with them the notice costs more than is left for its incident. */
  | {
      readonly kind: 'sms-over-budget';
      readonly sms: number;
      readonly costEuros: number;
      readonly leftEuros: number;
      readonly budgetEuros: number;
    }
  /** Of the versions that then sent nothing. */
  | { readonly kind: 'over-budget'; readonly costEuros: number; readonly budgetEuros: number }
  /** A person asked to release a platform that does not answer. */
  | { readonly kind: 'release-refused' }
  | {
      readonly kind: 'share-refused';
      readonly because: 'down' | 'suspended' | 'mirror-unfit';
    }
  /** A certificate that ends soon, or has ended: whose, when, and how many days before it this is said. */
  | {
      readonly kind: 'certificate-ends';
      readonly whose: 'origin' | 'mirror';
      readonly endsAt: EpochMs;
      readonly days: 7 | 21;
    }
  /** The machine's clock was set, or is behind the journal: how far the home's is from it, in whole minutes. */
  | {
      readonly kind: 'clock-stepped';
      readonly home: 'ahead' | 'behind';
      readonly minutes: number;
    }
  /** What was claimed of a platform that has never fallen. */
  | { readonly kind: 'claim-unattached'; readonly statement: string };
