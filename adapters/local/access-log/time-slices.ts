/**
 * Counts by slices of time, in bounded memory whatever the clock of a log does: slices begin one
 * second long, and become twice as long whenever there are too many. Only slices with something in
 * them are kept, so that a year between two lines takes no more than a second.
 */
export interface TimeSlices {
  widthSec: number;
  readonly columns: number;
  /** Where each slice's counts stand in `counts`, by its number: its instant by its width. */
  readonly places: Map<number, number>;
  counts: Uint32Array;
}

/** Four hours to the second, a week to the minute: more than phases need. Chosen. */
const SLICES_MAX = 16_384;
const FIRST_SLICES = 256;

export const createTimeSlices = (columns: number): TimeSlices => ({
  widthSec: 1,
  columns,
  places: new Map(),
  counts: new Uint32Array(FIRST_SLICES * columns),
});

/** Where the counts of an instant's slice begin in `counts`; until another call with another instant. */
export function sliceAt(slices: TimeSlices, atSec: number): number {
  const known = slices.places.get(Math.floor(atSec / slices.widthSec));
  if (known !== undefined) return known;
  if (slices.places.size >= SLICES_MAX) widen(slices, slices.widthSec * 2);
  return place(slices, Math.floor(atSec / slices.widthSec));
}

function place(slices: TimeSlices, number: number): number {
  const known = slices.places.get(number);
  if (known !== undefined) return known;
  const start = slices.places.size * slices.columns;
  if (start + slices.columns > slices.counts.length) {
    const grown = new Uint32Array(slices.counts.length * 2);
    grown.set(slices.counts);
    slices.counts = grown;
  }
  slices.places.set(number, start);
  return start;
}

function widen(slices: TimeSlices, widthSec: number): void {
  const [old, factor] = [{ ...slices, places: [...slices.places] }, widthSec / slices.widthSec];
  slices.places.clear();
  slices.counts = new Uint32Array(old.counts.length);
  slices.widthSec = widthSec;
  for (const [number, from] of old.places) {
    const into = place(slices, Math.floor(number / factor));
    for (let column = 0; column < slices.columns; column += 1)
      slices.counts[into + column] =
        (slices.counts[into + column] as number) + (old.counts[from + column] as number);
  }
}

/** Make `into` what it would be if it had counted what `other` did as well. */
export function mergeSlices(into: TimeSlices, other: TimeSlices): void {
  if (other.widthSec > into.widthSec) widen(into, other.widthSec);
  for (const [number, from] of other.places) {
    const at = sliceAt(into, number * other.widthSec);
    for (let column = 0; column < into.columns; column += 1)
      into.counts[at + column] =
        (into.counts[at + column] as number) + (other.counts[from + column] as number);
  }
}
