import type { Event } from '../../core/incident/event.ts';
import type {
  AnsweredValues,
  PictureAnswer,
  PicturedName,
  PictureMoment,
} from '../../core/incident/names-picture.ts';
import { PICTURE_MOMENTS } from '../../core/incident/names-picture.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { Platform } from '../../core/platform.ts';
import type { EpochMs, PlatformId } from '../../core/units.ts';

/** A picture of all other names, and the line of the journal that has it. */
export interface Picture {
  readonly seq: number;
  readonly since: EpochMs;
  readonly at: EpochMs;
  readonly names: readonly PicturedName[];
}

/** What the name servers answered for all names but the drilled one, as a drill started and ended. */
export interface PicturesCompared {
  /** Null where none was taken: nothing can then be said of that moment. */
  readonly start: Picture | null;
  readonly end: Picture | null;
  /** What is not as it was or as it should be, and what is not known, in the order of the names. */
  readonly findings: readonly NameFinding[];
  /** Names that answered at both moments alike, and as they should. */
  readonly still: number;
  /**
   * Of those: compared by their part of the mirror alone. One that points to it has the mirror's
   * addresses, which change, and the first journals kept none.
   */
  readonly byShareAlone: number;
}

export type NameFinding = { readonly platform: PlatformId; readonly name: string } & (
  | {
      /** It answered otherwise at the end than at the start. */
      readonly kind: 'moved';
      readonly start: Answered;
      readonly end: Answered;
    }
  | {
      /**
       * It pointed to no mirror at either moment, and yet not to the same. Another `alias` is another
       * place; other `addresses` may be a CDN's that change by themselves, or another hand.
       */
      readonly kind: 'elsewhere';
      readonly of: AnsweredValues['of'];
    }
  | {
      /** It answered otherwise than Préau had told DNS. */
      readonly kind: 'astray';
      readonly moment: PictureMoment;
      readonly share: number;
      readonly seen: Answered;
    }
  | {
      /** Nobody knows whether it moved. `not-there`: the picture has no such name. */
      readonly kind: 'unknown';
      readonly moment: PictureMoment;
      readonly why: 'silent' | 'no-record' | 'no-time' | 'not-there';
    }
);

type Answered = Extract<PictureAnswer, { kind: 'answered' }>;

/**
 * Compare a drill's two pictures, name by name, and each with what the names should have answered.
 *
 * @param entries those of the drill, in order; the first picture of a moment counts
 * @param names of all other platforms that have a mirror
 */
export function comparePictures(
  entries: readonly JournalEntry[],
  { incident, names }: { readonly incident: string; readonly names: readonly Platform[] },
): PicturesCompared {
  const [start, end] = PICTURE_MOMENTS.map((moment) => pictureIn(entries, incident, moment));
  const pictures = { start: start ?? null, end: end ?? null };
  const found = names.map((name) => findingsOf(name, pictures));
  const whole = pictures.start !== null && pictures.end !== null;
  const still = names.filter((_, index) => whole && found[index]?.length === 0);
  const byShareAlone = still.filter(({ id }) => !hasValues(pictures, id)).length;
  return { ...pictures, findings: found.flat(), still: still.length, byShareAlone };
}

function pictureIn(
  entries: readonly JournalEntry[],
  incident: string,
  moment: PictureMoment,
): Picture | null {
  const isIt = (event: Event): event is Extract<Event, { kind: 'names-pictured' }> =>
    event.kind === 'names-pictured' && event.incident === incident && event.moment === moment;
  for (const { seq, event } of entries)
    if (isIt(event)) {
      const { since, at, names } = event;
      return { seq, since, at, names };
    }
  return null;
}

type Pictures = Pick<PicturesCompared, PictureMoment>;

function findingsOf({ id, name }: Platform, pictures: Pictures): readonly NameFinding[] {
  const about = { platform: id, name };
  const [start, end] = PICTURE_MOMENTS.map((moment) => answerAt(pictures[moment], id));
  const moved = start && end ? movesOf(about, start, end) : [];
  const each = PICTURE_MOMENTS.flatMap((moment): readonly NameFinding[] => {
    const picture = pictures[moment];
    if (picture === null) return [];
    const known = picture.names.find(({ platform }) => platform === id);
    if (known === undefined) return [{ ...about, kind: 'unknown', moment, why: 'not-there' }];
    const { says, share } = known;
    if (says.kind === 'unasked') return [{ ...about, kind: 'unknown', moment, why: says.why }];
    if (sideOf(says) === sideOf({ least: share, most: share })) return [];
    return [{ ...about, kind: 'astray', moment, share, seen: says }];
  });
  return [...moved, ...each];
}

function movesOf(
  about: Pick<NameFinding, 'platform' | 'name'>,
  start: Answered,
  end: Answered,
): readonly NameFinding[] {
  if (differ(start, end)) return [{ ...about, kind: 'moved', start, end }];
  const [before, after] = [start.values, end.values];
  if (before === undefined || after === undefined) return [];
  if (before.of === after.of && before.digest === after.digest) return [];
  const of = before.of === 'alias' || after.of === 'alias' ? 'alias' : 'addresses';
  return [{ ...about, kind: 'elsewhere', of }];
}

const hasValues = (pictures: Pictures, id: PlatformId): boolean =>
  PICTURE_MOMENTS.every((moment) => answerAt(pictures[moment], id)?.values !== undefined);

function answerAt(picture: Picture | null, id: PlatformId): Answered | null {
  const says = picture?.names.find(({ platform }) => platform === id)?.says;
  return says?.kind === 'answered' ? says : null;
}

/** Of a part, chance alone gives another number at each look: only that it is one can be compared. */
const sideOf = ({ least, most }: Pick<Answered, 'least' | 'most'>): 'origin' | 'mirror' | 'part' =>
  most === 0 ? 'origin' : least === 1 ? 'mirror' : 'part';

const differ = (start: Answered, end: Answered): boolean =>
  sideOf(start) !== sideOf(end) || start.records !== end.records;
