import { foldAndCount } from './fold-to-gsm7.ts';
import { unitCost } from './gsm7-alphabet.ts';

/** One SMS holds 160 septets alone, 153 when it is a part of several: 3GPP TS 23.040 §9.2.3.24.1. */
export const SEPTETS_ALONE = 160;
const SEPTETS_PER_PART = 153;

/** What an SMS costs to send: operators bill parts. */
export interface SmsSize {
  readonly septets: number;
  /** Parts, at least 1. An extension character is never cut in two. */
  readonly segments: number;
}

/**
 * Count a text that is all GSM-7, as `foldToGsm7` gives it.
 *
 * @returns null when a character is outside GSM-7: the text must be folded first
 */
export function measureSms(text: string): SmsSize | null {
  let septets = 0;
  for (let at = 0; at < text.length; at += 1) {
    const cost = unitCost(text.charCodeAt(at));
    if (cost === 0) return null;
    septets += cost;
  }
  return { septets, segments: septets <= SEPTETS_ALONE ? 1 : countParts(text) };
}

/** A text as an SMS writes it: all GSM-7. */
export interface MeasuredSms extends SmsSize {
  readonly text: string;
}

/** Fold a text to GSM-7 and count it, in one reading of it. */
export function foldAndMeasure(written: string): MeasuredSms {
  const { text, septets } = foldAndCount(written);
  return { text, septets, segments: septets <= SEPTETS_ALONE ? 1 : countParts(text) };
}

function countParts(text: string): number {
  let parts = 1;
  let used = 0;
  for (let at = 0; at < text.length; at += 1) {
    const cost = unitCost(text.charCodeAt(at));
    if (used + cost > SEPTETS_PER_PART) {
      parts += 1;
      used = 0;
    }
    used += cost;
  }
  return parts;
}

/** The longest beginning of a folded text that costs no more than `most` septets. */
export function cutToSeptets(text: string, most: number): string {
  let septets = 0;
  for (let at = 0; at < text.length; at += 1) {
    septets += unitCost(text.charCodeAt(at));
    if (septets > most) return text.slice(0, at);
  }
  return text;
}
