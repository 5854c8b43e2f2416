import { type EpochMs, hours } from '../units.ts';

/** From one instant to another; null while it lasts. */
export interface Span {
  readonly from: EpochMs;
  readonly until: EpochMs | null;
}

/** Pages show 90 days; days are of several zones, hence one more. */
const KEPT_MS = hours(91 * 24);

/** Of one list, the latest. Chosen: one a day and as many again; the journal has all of them. */
const MOST_SPANS = 200;

/** Add one that begins; nothing where one lasts already. */
export const beginSpan = (spans: readonly Span[], from: EpochMs): readonly Span[] =>
  spans.at(-1)?.until === null ? spans : keep([...spans, { from, until: null }], from);

/** End the one that lasts; nothing where none does. */
export function endSpan(spans: readonly Span[], until: EpochMs): readonly Span[] {
  const last = spans.at(-1);
  return last?.until === null ? keep([...spans.slice(0, -1), { ...last, until }], until) : spans;
}

/** Add one that is over; as one with the last where they meet, nothing where it is in that one. */
export function addSpan(spans: readonly Span[], from: EpochMs, until: EpochMs): readonly Span[] {
  const last = spans.at(-1);
  if (until <= from || (last?.until != null && until <= last.until)) return spans;
  if (last?.until == null || last.until < from) return keep([...spans, { from, until }], until);
  return [...spans.slice(0, -1), { from: last.from, until }];
}

const keep = (spans: readonly Span[], now: EpochMs): readonly Span[] =>
  spans.filter(({ until }) => until === null || now - until <= KEPT_MS).slice(-MOST_SPANS);
