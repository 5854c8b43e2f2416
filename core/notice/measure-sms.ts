import { septetCost } from './gsm7-alphabet.ts';

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
  const costs = Array.from(text, septetCost);
  if (costs.includes(0)) return null;
  const septets = costs.reduce<number>((sum, cost) => sum + cost, 0);
  return { septets, segments: septets <= SEPTETS_ALONE ? 1 : countParts(costs) };
}

function countParts(costs: readonly number[]): number {
  let parts = 1;
  let used = 0;
  for (const cost of costs) {
    if (used + cost > SEPTETS_PER_PART) {
      parts += 1;
      used = 0;
    }
    used += cost;
  }
  return parts;
}
