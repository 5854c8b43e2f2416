import type { LogShape } from './choose-reader.ts';

/** A longer line is passed over: no browser sends one, and servers cut at 8 kB by default. */
export const LINE_MAX_BYTES = 16_384;

/** Why a line counts for nothing. */
export type SkipReason = 'empty' | 'too-long' | 'binary' | 'other-format';
export const SKIP_REASONS: readonly SkipReason[] = ['empty', 'too-long', 'binary', 'other-format'];

/** A stretch of one file that one thread reads in one go, by their numbers. */
export interface Unit {
  readonly file: number;
  readonly unit: number;
}

/** A place as the thread that met it knows it: how many lines stood before its unit is not known there. */
export interface UnitPlace extends Unit {
  /** From 1, in its unit. */
  readonly line: number;
  /** Of the line's first byte, from 0, in the file once it is decompressed. */
  readonly byte: number;
}

/** How often something was met, and where first. */
export interface Met {
  count: number;
  first: UnitPlace | null;
}

/** What eats the lines of units, one after the other. Its result is plain data. */
export interface LineSink<Result> {
  begin(unit: Unit, shape: LogShape): void;
  /** Whole lines, from `from` until `to`, the first of which stands at `offset` in its file. */
  take(bytes: Uint8Array, from: number, to: number, offset: number): void;
  /** A line that was longer than a block, and was not kept. */
  tooLong(offset: number): void;
  result(): Result;
}

/** Note that something was met, and where if it is the first so far. */
export function meet(met: Met, place: UnitPlace): void {
  met.count += 1;
  if (met.first === null || isBefore(place, met.first)) met.first = place;
}

export function mergeMet(into: Met, other: Met): void {
  into.count += other.count;
  if (other.first !== null && (into.first === null || isBefore(other.first, into.first)))
    into.first = other.first;
}

const isBefore = (one: UnitPlace, other: UnitPlace): boolean =>
  (one.file - other.file || one.unit - other.unit || one.line - other.line) < 0;
