import type { CleanPicture } from './clean-picture.ts';

/** What a picture of a lesson may weigh and measure. */
export const PICTURE_BUDGET = {
  /**
   * Of a picture as a phone gets it. Five requests and 100 kB for a first view let twelve million
   * people in five minutes fit a CDN's default quotas: 15 kB of page, 5 kB of style, one picture.
   */
  bytes: 60_000,
  /** Pixels. Chosen: a page's column is 736 wide, drawn at twice that on good screens. */
  width: 1_280,
  /** What phones get. */
  narrow: 640,
  /** In all. Chosen: above the cameras of phones (8,064 × 6,048), below what fells a tablet. */
  pixels: 50_000_000,
  /** Of one that moves, as it is; a larger one stands still. Chosen. */
  movingBytes: 300_000,
} as const;

export type PictureFate =
  | { readonly kind: 'as-it-is' }
  /** To be made smaller: too heavy, too wide, or with words of its maker in it. */
  | { readonly kind: 'encode' }
  /** A few bytes that unfold into more pixels than a tablet has room for. */
  | { readonly kind: 'refuse'; readonly reason: 'picture-too-large' };

/** Say what becomes of a picture. What fits its budget is not touched. */
export function pictureFate({ width, height, frames, bytes, tells }: CleanPicture): PictureFate {
  if (width * height > PICTURE_BUDGET.pixels)
    return { kind: 'refuse', reason: 'picture-too-large' };
  const limit = frames > 1 ? PICTURE_BUDGET.movingBytes : PICTURE_BUDGET.bytes;
  const fits = bytes.length <= limit && (width <= PICTURE_BUDGET.width || frames > 1);
  return { kind: fits && !tells ? 'as-it-is' : 'encode' };
}
