import type { Platform } from '../platform.ts';
import type { PlatformId } from '../units.ts';

/** When a drill's picture of all other names is taken: as it starts, and once its visitors are back. */
export type PictureMoment = (typeof PICTURE_MOMENTS)[number];
export const PICTURE_MOMENTS = ['start', 'end'] as const;

/** One name that a drill has nothing to do with, as its name servers answered, condensed. */
export interface PicturedName {
  readonly platform: PlatformId;
  /** The part of answers that should then have pointed to the mirror, as Préau had told DNS; 0 to 1. */
  readonly share: number;
  readonly says: PictureAnswer;
}

export type PictureAnswer =
  | {
      readonly kind: 'answered';
      /** Answers with a value: one for each server and type that the name publishes; at least 1. */
      readonly records: number;
      /** The least and the greatest part of them, of any server and type, that pointed to the mirror. */
      readonly least: number;
      readonly most: number;
      /** Absent where some of them pointed to the mirror, and in the first journals. */
      readonly values?: AnsweredValues;
    }
  /** A server did not answer, none had a record, or time was up before this name's turn came. */
  | { readonly kind: 'unasked'; readonly why: 'silent' | 'no-record' | 'no-time' };

/** What a name answered of its own: enough to tell whether it is the same later, and no more. */
export interface AnsweredValues {
  /** `alias`: the name that it leads to. `addresses`: those, and HTTPS records; a CDN's change by themselves. */
  readonly of: 'alias' | 'addresses';
  /** SHA-256 of all distinct values with their types, of all servers, in order. */
  readonly digest: string;
}

/**
 * The platforms whose names Préau may turn, but for the one that is drilled.
 *
 * @returns in the order given; controls are left out, which nothing turns
 */
export const otherNames = (
  platforms: readonly Platform[],
  drilled: PlatformId,
): readonly Platform[] =>
  platforms.filter(({ id, mirror }) => id !== drilled && mirror !== undefined);
