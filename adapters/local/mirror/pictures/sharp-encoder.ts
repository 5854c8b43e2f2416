import { createHash } from 'node:crypto';
import type Sharpen from 'sharp';
import type { Sharp, SharpOptions } from 'sharp';
import type {
  EncodedPicture,
  PictureEncoder,
  PictureSource,
} from '../../../../app/mirror/picture-encoder.ts';
import type { CleanPicture } from '../../../../core/mirror/picture/clean-picture.ts';
import { PICTURE_BUDGET } from '../../../../core/mirror/picture/picture-budget.ts';
import { inTurn } from './in-turn.ts';

/** Pictures in work at once, each on one core. Chosen, for machines of two. */
const AT_ONCE = 2;

/** A picture of 50 megapixels takes two; more is a picture made to take long. Chosen. */
const TIMEOUT_S = 20;

/** WebP can be no higher. @see https://developers.google.com/speed/webp/faq */
const MAX_HEIGHT = 16_383;

/** Tried one after the other until the picture is within its budget. Chosen, by looking. */
const QUALITIES = [75, 55, 40] as const;

type Encode = typeof Sharpen;

interface Pixels {
  readonly open: (width?: number) => Sharp;
  readonly width: number;
  readonly height: number;
}

/**
 * Makes pictures smaller with libvips: no wider than the page at twice its size, a narrow one for
 * phones, upright, in sRGB of 8 bits, without a word of metadata.
 *
 * WebP, and AVIF beside it only where the narrow WebP is over the budget: AVIF is a quarter
 * lighter and takes three times as long (docs/decisions/0019-pictures.md has the figures).
 */
export function sharpEncoder(): PictureEncoder {
  const turn = inTurn(AT_ONCE);
  return { encode: (picture, type) => turn(() => encode(picture, type)) };
}

/** Loaded when a picture needs it: most sites have some days on which none does. */
export async function loadSharp(): Promise<Encode> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
}

async function encode(picture: CleanPicture, type: string): Promise<EncodedPicture> {
  if (picture.format === 'bmp' || picture.format === 'ico') return { kind: 'as-it-is' };
  const sharp = await loadSharp();
  try {
    const pixels = await decode(sharp, picture);
    const main = await mainPicture(pixels, picture, type);
    const sources = await lighterSources(pixels, main.length);
    return { kind: 'encoded', main, width: pixels.width, height: pixels.height, sources };
  } catch (error) {
    return { kind: isTimeout(error) ? 'as-it-is' : 'broken' };
  }
}

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('timeout');

/** Decoded once, however many makings it gets. */
async function decode(sharp: Encode, { bytes }: CleanPicture): Promise<Pixels> {
  const options: SharpOptions = { limitInputPixels: PICTURE_BUDGET.pixels, failOn: 'error' };
  const { data, info } = await sharp(bytes, options)
    .timeout({ seconds: TIMEOUT_S })
    .autoOrient()
    .resize(inside(PICTURE_BUDGET.width))
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const open = (narrow = width): Sharp => {
    const image = sharp(data, { raw: { width, height, channels } }).timeout({ seconds: TIMEOUT_S });
    return narrow < width ? image.resize(inside(narrow)) : image;
  };
  return { open, width, height };
}

const inside = (width: number) =>
  ({ width, height: MAX_HEIGHT, fit: 'inside', withoutEnlargement: true }) as const;

/** At the picture's own address, in the type that it promises: the lighter of old and new. */
async function mainPicture(
  pixels: Pixels,
  picture: CleanPicture,
  type: string,
): Promise<Uint8Array> {
  const made = await inType(pixels.open(), type);
  const mustChange = picture.tells || picture.frames > 1;
  return mustChange || made.length < picture.bytes.length ? made : picture.bytes;
}

function inType(image: Sharp, type: string): Promise<Buffer> {
  switch (type) {
    case 'image/png':
      return image.png({ compressionLevel: 9 }).toBuffer();
    case 'image/gif':
      return image.gif({ effort: 1 }).toBuffer();
    case 'image/webp':
      return image.webp({ quality: QUALITIES[0] }).toBuffer();
    case 'image/avif':
      return image.avif({ quality: 50, effort: 2 }).toBuffer();
    default:
      return image.flatten({ background: '#fff' }).jpeg({ quality: QUALITIES[0] }).toBuffer();
  }
}

/** The makings that are worth their place: each is lighter than what it stands for. */
async function lighterSources(pixels: Pixels, mainBytes: number): Promise<PictureSource[]> {
  const narrowed = pixels.width > PICTURE_BUDGET.narrow;
  const sources: PictureSource[] = await narrowSources(pixels, narrowed);
  if (narrowed) {
    const wide = await pixels
      .open()
      .webp({ quality: QUALITIES[0] })
      .toBuffer({ resolveWithObject: true });
    if (wide.data.length < mainBytes) sources.push(source(wide, 'image/webp', false));
  }
  return sources.filter(({ bytes }) => bytes.length < mainBytes);
}

async function narrowSources(pixels: Pixels, isNarrow: boolean): Promise<PictureSource[]> {
  const narrow = (): Sharp => pixels.open(PICTURE_BUDGET.narrow);
  for (const [rung, quality] of QUALITIES.entries()) {
    const made = await narrow().webp({ quality }).toBuffer({ resolveWithObject: true });
    const fits = made.data.length <= PICTURE_BUDGET.bytes;
    if (!fits && rung < QUALITIES.length - 1) continue;
    const webp = source(made, 'image/webp', isNarrow);
    if (rung === 0) return [webp];
    const avif = await narrow()
      .avif({ quality: 50, effort: 2 })
      .toBuffer({ resolveWithObject: true });
    const better = source(avif, 'image/avif', isNarrow);
    return better.bytes.length < webp.bytes.length ? [better, webp] : [webp];
  }
  return [];
}

function source(
  made: {
    readonly data: Buffer;
    readonly info: { readonly width: number; readonly height: number };
  },
  type: string,
  isNarrow: boolean,
): PictureSource {
  const { width, height } = made.info;
  const hash = createHash('sha256').update(made.data).digest('hex').slice(0, 24);
  const name = `${hash}.${type.slice('image/'.length)}`;
  return { name, type, width, height, isNarrow, bytes: made.data };
}
