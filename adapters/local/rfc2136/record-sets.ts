import {
  type PairPlatform,
  type PairSide,
  type PublishedType,
  publishedTypes,
  valuesOf,
} from '../../../core/shelter/weighted-pair.ts';
import { recordData } from './record-data.ts';
import { CLASS, TYPE } from './wire-codes.ts';
import type { WireRecord } from './wire-message.ts';

/** What stands, or is to stand, under one type of a name. */
export interface RecordSet {
  readonly type: PublishedType;
  /** Each once, in the order of their bytes; empty when the name has none of the type. */
  readonly data: readonly Buffer[];
}

const NOTHING = Buffer.alloc(0);

/**
 * The record sets of one side of a platform, one per type that its name publishes.
 *
 * @throws PreauError `argument-invalid` for a value that cannot be sent
 */
export const sideSets = (platform: PairPlatform, side: PairSide): readonly RecordSet[] =>
  publishedTypes(platform).map((type) => ({
    type,
    data: distinct(valuesOf(platform, side, type).map((value) => recordData(type, value))),
  }));

/** Whether both hold the same, in any order. */
export const sameSet = (one: RecordSet, other: RecordSet): boolean =>
  one.type === other.type &&
  one.data.length === other.data.length &&
  one.data.every((data, index) => other.data[index]?.equals(data));

export const distinct = (list: readonly Buffer[]): readonly Buffer[] =>
  list
    .toSorted((one, other) => one.compare(other))
    .filter((data, index, sorted) => index === 0 || !sorted[index - 1]?.equals(data));

/**
 * That exactly these sets stand (RFC 2136 2.4.2, 2.4.3). Where one is absent so must a CNAME be, and
 * beside a CNAME nothing may be (2.4.5): a server leaves out such additions without a word.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2136#section-3.4.2.2
 */
export function prerequisites(name: string, sets: readonly RecordSet[]): readonly WireRecord[] {
  const absent = sets.filter(({ data }) => data.length === 0).map(({ type }) => type);
  const none = (type: number): WireRecord => ({
    name,
    type,
    class: CLASS.NONE,
    ttlSec: 0,
    data: NOTHING,
  });
  if (absent.includes('CNAME')) return [none(TYPE.ANY)];
  return [
    ...sets.flatMap(({ type, data }) =>
      data.map((bytes) => ({ name, type: TYPE[type], class: CLASS.IN, ttlSec: 0, data: bytes })),
    ),
    ...absent.map((type) => none(TYPE[type])),
    ...(absent.length > 0 ? [none(TYPE.CNAME)] : []),
  ];
}

/** Put these sets in the place of whatever stands under their types (RFC 2136 2.5.2, 2.5.1). */
export const replacement = (
  name: string,
  sets: readonly RecordSet[],
  ttlSec: number,
): readonly WireRecord[] =>
  sets.flatMap(({ type, data }) => [
    { name, type: TYPE[type], class: CLASS.ANY, ttlSec: 0, data: NOTHING },
    ...data.map((bytes) => ({ name, type: TYPE[type], class: CLASS.IN, ttlSec, data: bytes })),
  ]);
