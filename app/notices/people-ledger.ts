import type { Acknowledgement } from '../../core/notice/acknowledge.ts';
import type { ToTelephone } from '../../core/notice/silent-schools.ts';
import type { DurationMs, EpochMs } from '../../core/units.ts';

/** A delivery, and when its reader said that it was read; null = not yet. */
export interface AcknowledgedDelivery extends Omit<Acknowledgement, 'at'> {
  readonly at: EpochMs | null;
}

/** What people answered to messages, kept beside the ledger of deliveries as durably. */
export interface PeopleLedger {
  /**
   * The contact of this delivery says that it was read. Said twice, the first time stands.
   * @returns the instant of the first; null when no such delivery is known
   */
  acknowledge(key: string, at: EpochMs): Promise<EpochMs | null>;
  /** Looks only. @returns null when no such delivery is known */
  acknowledged(key: string): Promise<AcknowledgedDelivery | null>;
  /** Of one notice, the first answer first. */
  acknowledgements(notice: string): Promise<readonly Acknowledgement[]>;
  /** Keep by name the schools that are to be telephoned. Adds new keys only. */
  noteToTelephone(schools: readonly ToTelephone[]): Promise<void>;
  /** Of one notice, by priority, then by UAI; those that answered meanwhile are still there. */
  toTelephone(notice: string, limit: number): Promise<readonly ToTelephone[]>;
  /**
   * Whom a notice asked to confirm: those of its mails that were delivered, or accepted and not
   * refused since. An SMS has no link to confirm by.
   */
  askedByMail(notice: string): Promise<ReadonlySet<string>>;
  /**
   * The contact of this delivery takes its wish for silence back.
   * @param within since it was uttered; later, or never uttered, it stands as it is
   * @returns whether the contact gets messages from now on
   */
  optIn(key: string, at: EpochMs, within: DurationMs): Promise<boolean>;
}
