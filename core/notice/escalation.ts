import type { EpochMs } from '../units.ts';

/**
 * What is done about a school none of whose contacts said that a notice was read, or that none of
 * its mails reached.
 *
 * - `fallback`: no mail reached it; its numbers that asked for SMS and have had none of this notice.
 *   Of itself and at once, whether schools are asked to confirm or not.
 * - `sms`: its numbers that asked for SMS and have had none of this notice, within all limits.
 * - `telephone`: it stands on the operator's list, to be called.
 */
export type EscalationLevel = 'fallback' | 'sms' | 'telephone';

/** One level that a notice has come to. */
export interface Escalation {
  readonly level: EscalationLevel;
  readonly at: EpochMs;
  /** What came of it; absent until it was carried out. */
  readonly outcome?: EscalationOutcome;
}

/** As it was counted when the level was carried out. */
export interface EscalationOutcome {
  /** Schools that a mail of the notice asked to confirm; for `fallback`, that no mail of it reaches. */
  readonly schools: number;
  /** Those of them that had answered. */
  readonly acknowledged: number;
  /** SMS that were planned. */
  readonly sms: number;
  /** Schools that were put on the list. */
  readonly telephone: number;
}
