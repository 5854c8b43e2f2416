import { type EpochMs, hours } from '../../units.ts';

const DAY = hours(24);

/** Days before its end at which people are told of a certificate, the last word first. Chosen. */
export const CERTIFICATE_WARNINGS = [7, 21] as const;

/** With fewer days left a mirror that is verified is refused: a renewal that failed has been tried twice. Chosen. */
export const CERTIFICATE_FAULT_DAYS = 3;

/** Whole days that a certificate has left; below zero once it has ended. */
export const daysLeft = (notAfter: EpochMs, now: EpochMs): number =>
  Math.floor((notAfter - now) / DAY);

/** The warning that is due: the days of {@link CERTIFICATE_WARNINGS}, or null while there is time. */
export const certificateWarning = (notAfter: EpochMs, now: EpochMs): 7 | 21 | null =>
  CERTIFICATE_WARNINGS.find((days) => notAfter - now < days * DAY) ?? null;
