import type { EpochMs } from '../units.ts';
import type { NoRing, RingingSchool } from './ring-when.ts';

export type Channel = 'mail' | 'sms';

/** One message to one recipient on one channel. */
export interface Delivery {
  /** `<notice>/<channel>/<address hash>`: made of what it is for. */
  readonly key: string;
  readonly notice: string;
  readonly channel: Channel;
  readonly address: string;
  /** UAIs, or the owner's name, told by this one message. */
  readonly recipients: readonly string[];
  readonly language: 'fr' | 'en';
  /** Lower goes first. */
  readonly priority: number;
  /** Not to be taken before: an SMS waits for the school's own morning. Absent = at once. */
  readonly notBefore?: EpochMs;
  /**
   * Of an SMS to a school: when the ringing hours of the day that it was planned for end, by whose
   * clock, and at which places it has class. What comes later waits for a school day there. Absent =
   * at any hour, as for owners; without places, as before they were kept, for a morning.
   */
  readonly rings?: {
    readonly until: EpochMs;
    readonly timeZone: string;
    readonly places?: readonly RingingSchool[];
  };
}

/** A delivery that is being tried, and how often it was before. */
export interface TakenDelivery extends Delivery {
  readonly tries: number;
}

/** A school, or an owner, that no message can be addressed to: an operator's task by name. */
export interface Unreachable {
  /** `<notice>/none/<recipient>` */
  readonly key: string;
  readonly notice: string;
  /** A UAI, or an owner's name. */
  readonly recipient: string;
  readonly name: string;
  /**
   * `opted-out`: it had contacts, and all of them asked for silence; `budget`: it has SMS only, and
   * the incident's budget does not suffice for them.
   */
  readonly why: 'no-contact' | 'address-invalid' | 'opted-out' | 'budget' | NoRing;
}
