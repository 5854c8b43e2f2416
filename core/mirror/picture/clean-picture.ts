import { cleanGif } from './clean-gif.ts';
import { cleanJpeg } from './clean-jpeg.ts';
import { cleanPng } from './clean-png.ts';
import { cleanWebp } from './clean-webp.ts';
import { readAvif } from './read-avif.ts';
import { readBitmap } from './read-bitmap.ts';

export type PictureFormat = 'avif' | 'bmp' | 'gif' | 'ico' | 'jpeg' | 'png' | 'webp';

/** A picture without a word about who took it, where and with what. */
export interface CleanPicture {
  readonly format: PictureFormat;
  /** Pixels as people see it: turned as its camera said. */
  readonly width: number;
  readonly height: number;
  /** Pictures in it; more than one moves. */
  readonly frames: number;
  /** True when something of its maker is left, which only an encoder can take out (AVIF). */
  readonly tells: boolean;
  readonly bytes: Uint8Array;
}

/**
 * Read what a picture is, and write it again without what it tells of its owner: place, camera,
 * names, comments, previews, whatever was hung on behind its end. Pixels and colour profile stay
 * as they are, to the bit; how it is turned stays too.
 *
 * By its bytes and never by its name: a page that calls itself a picture is none. Each reader is a
 * list of the parts that a browser needs, so that what nobody thought of goes.
 *
 * @returns null for what is no picture, or too broken to show
 */
export function cleanPicture(bytes: Uint8Array): CleanPicture | null {
  const picture =
    cleanJpeg(bytes) ??
    cleanPng(bytes) ??
    cleanGif(bytes) ??
    cleanWebp(bytes) ??
    readAvif(bytes) ??
    readBitmap(bytes);
  return picture !== null && picture.width > 0 && picture.height > 0 ? picture : null;
}
