import { cleanPicture, type CleanPicture } from '../../core/mirror/picture/clean-picture.ts';
import { PICTURE_BUDGET, pictureFate } from '../../core/mirror/picture/picture-budget.ts';
import type { PictureEncoder, PictureSource } from './picture-encoder.ts';
import type { ShownPicture } from './shown-picture.ts';

export type WrittenPicture =
  | { readonly kind: 'left-out'; readonly reason: string }
  | {
      readonly kind: 'written';
      readonly bytes: Uint8Array;
      readonly shown: ShownPicture;
      readonly sources: readonly PictureSource[];
      /** Heavier than its budget as the page shows it. */
      readonly isHeavy: boolean;
      readonly wasEncoded: boolean;
    };

/** Where the makings of pictures stand that pages choose from. */
export const pictureAddress = (name: string): string => `/_preau/pictures/${name}`;

/**
 * What a picture of a lesson becomes: clean of what it tells, and within its budget where there is
 * an encoder. One that fits already keeps its bytes, so that a site of good pictures costs nothing.
 *
 * @param encoder null where there is none: what is too heavy stays so, and is told
 */
export async function writePicture(
  encoder: PictureEncoder | null,
  bytes: Uint8Array,
  type: string,
): Promise<WrittenPicture> {
  const plain = writePlainPicture(bytes);
  if (plain.kind === 'left-out') return plain;
  const { picture, needsEncoder } = plain;
  if (!needsEncoder) return asItIs(picture, false);
  const encoded = (await encoder?.encode(picture, type)) ?? { kind: 'as-it-is' };
  if (encoded.kind === 'broken') return { kind: 'left-out', reason: 'picture-broken' };
  if (encoded.kind === 'as-it-is') return picture.tells ? TELLS : asItIs(picture, true);
  const { main, width, height, sources } = encoded;
  const lightest = sources.find(({ isNarrow }) => isNarrow) ?? sources.at(0);
  return {
    kind: 'written',
    bytes: main,
    sources,
    wasEncoded: true,
    isHeavy: (lightest?.bytes ?? main).length > PICTURE_BUDGET.bytes,
    shown: {
      width,
      height,
      isStill: picture.frames > 1,
      // Without their bytes: what is shown is remembered until the last page is written.
      sources: sources.map(({ name, type: of, width: wide, height: high, isNarrow }) => ({
        path: pictureAddress(name),
        type: of,
        width: wide,
        height: high,
        isNarrow,
      })),
    },
  };
}

const TELLS = { kind: 'left-out', reason: 'picture-tells' } as const;

function asItIs(picture: CleanPicture, isHeavy: boolean): WrittenPicture {
  const { width, height, bytes } = picture;
  const shown = { width, height, sources: [], isStill: false };
  return { kind: 'written', bytes, sources: [], isHeavy, shown, wasEncoded: false };
}

export type PlainPicture =
  | { readonly kind: 'left-out'; readonly reason: string }
  | { readonly kind: 'clean'; readonly picture: CleanPicture; readonly needsEncoder: boolean };

/** The part of it that needs no encoder. */
export function writePlainPicture(bytes: Uint8Array): PlainPicture {
  const picture = cleanPicture(bytes);
  if (picture === null) return { kind: 'left-out', reason: 'picture-broken' };
  const fate = pictureFate(picture);
  if (fate.kind === 'refuse') return { kind: 'left-out', reason: fate.reason };
  return { kind: 'clean', picture, needsEncoder: fate.kind === 'encode' };
}
