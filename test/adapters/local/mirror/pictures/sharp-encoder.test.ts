// Goal: whatever picture comes, what leaves is light, upright, of its promised type and without a word of its maker.
// Method: pictures made to be heavy, lying, told, of other colours or broken, read back with sharp.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { keptPictures } from '../../../../../adapters/local/mirror/pictures/kept-pictures.ts';
import { sharpEncoder } from '../../../../../adapters/local/mirror/pictures/sharp-encoder.ts';
import type { EncodedPicture, PictureEncoder } from '../../../../../app/mirror/picture-encoder.ts';
import { cleanPicture } from '../../../../../core/mirror/picture/clean-picture.ts';
import { PICTURE_BUDGET, pictureFate } from '../../../../../core/mirror/picture/picture-budget.ts';
import { temporaryFolder } from '../fixture.ts';
import { bomb, CANARY, fromTelephone, movingPicture, photograph } from './hostile-pictures.ts';

type Encoded = EncodedPicture & { readonly kind: 'encoded' };

const encoder = sharpEncoder();

async function encode(
  bytes: Uint8Array,
  type: string,
  by: PictureEncoder = encoder,
): Promise<Encoded> {
  const picture = cleanPicture(bytes);
  if (picture === null) throw new Error('no picture');
  const made = await by.encode(picture, type);
  if (made.kind !== 'encoded') throw new Error(made.kind);
  return made;
}

const all = ({ main, sources }: Encoded): readonly Uint8Array[] => [
  main,
  ...sources.map(({ bytes }) => bytes),
];

describe('a picture from a telephone', { timeout: 30_000 }, () => {
  it('is light for phones, no wider than the page, upright, and tells nothing', async () => {
    const told = await fromTelephone();
    const made = await encode(told, 'image/jpeg');
    // 1,600 × 1,200 on its side.
    expect([made.width, made.height]).toEqual([1_200, 1_600]);
    const narrow = made.sources.filter(({ isNarrow }) => isNarrow);
    expect(narrow.map(({ type, width, height }) => [type, width, height])).toEqual([
      ['image/avif', 640, 853],
      ['image/webp', 640, 853],
    ]);
    const lightest = narrow[0]?.bytes.length ?? Infinity;
    expect(lightest).toBeLessThan(told.length / 5);
    for (const bytes of all(made)) {
      expect(Buffer.from(bytes).includes(CANARY)).toBe(false);
      const { exif, xmp, iptc, orientation = 1, width, height } = await sharp(bytes).metadata();
      expect({ exif, xmp, iptc, orientation }).toEqual({ orientation: 1 });
      expect(height).toBeGreaterThan(width);
    }
    expect((await sharp(made.main).metadata()).format).toBe('jpeg');
  });

  it('becomes the same bytes each time', async () => {
    const told = await photograph(1_400, 700).jpeg({ quality: 95 }).toBuffer();
    expect(await encode(told, 'image/jpeg')).toEqual(await encode(told, 'image/jpeg'));
  });
});

describe('a picture', { timeout: 30_000 }, () => {
  it.each([
    ['jpeg', 'image/jpeg'],
    ['png', 'image/png'],
    ['webp', 'image/webp'],
    ['avif', 'image/avif'],
    ['gif', 'image/gif'],
  ] as const)('of %s stays one at its own address', async (format, type) => {
    const bytes = await photograph(1_500, 300)
      .toFormat(format, format === 'avif' ? { effort: 0 } : format === 'gif' ? { effort: 1 } : {})
      .toBuffer();
    const { main } = await encode(bytes, type);
    expect(cleanPicture(main)).toMatchObject({ format, width: 1_280, height: 256 });
  });

  it('of four inks or of 16 bits keeps its colours', async () => {
    const red = sharp({
      create: { width: 1_400, height: 100, channels: 3, background: '#c81e1e' },
    });
    const made = await Promise.all([
      red.clone().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
      red.clone().toColourspace('rgb16').png().toBuffer(),
    ]);
    for (const [index, bytes] of made.entries()) {
      const { main } = await encode(bytes, index === 0 ? 'image/jpeg' : 'image/png');
      const { channels } = await sharp(main).stats();
      const [r = 0, g = 0, b = 0] = channels.map(({ mean }) => mean);
      expect(Math.abs(r - 200) + Math.abs(g - 30) + Math.abs(b - 30)).toBeLessThan(60);
      expect(await sharp(main).metadata()).toMatchObject({ space: 'srgb', depth: 'uchar' });
    }
  });

  it('that moves and is too heavy for it stands still', async () => {
    const bytes = await movingPicture();
    expect(bytes.length).toBeGreaterThan(PICTURE_BUDGET.movingBytes);
    const { main } = await encode(bytes, 'image/gif');
    expect(cleanPicture(main)).toMatchObject({ format: 'gif', frames: 1, width: 300, height: 300 });
  });

  it('that tells, and only an encoder can clean, is clean', async () => {
    const told = await photograph(200, 200)
      .withExif({ IFD0: { Artist: CANARY } })
      .avif({ effort: 0 })
      .toBuffer();
    const { main } = await encode(told, 'image/avif');
    expect(cleanPicture(main)).toMatchObject({ format: 'avif', tells: false });
  });

  it('of too many pixels is refused by its header', () => {
    const bytes = bomb();
    expect(bytes.length).toBeLessThan(200_000);
    const picture = cleanPicture(bytes);
    expect(picture && pictureFate(picture)).toEqual({
      kind: 'refuse',
      reason: 'picture-too-large',
    });
  });

  it('whose pixels are broken is said to be', async () => {
    const good = await photograph(1_500, 900).png().toBuffer();
    const broken = Buffer.from(good).fill(0x55, 60, good.length - 60);
    const picture = cleanPicture(broken) ?? { ...cleanPicture(good)!, bytes: broken };
    expect(await encoder.encode(picture, 'image/png')).toEqual({ kind: 'broken' });
  });
});

describe('pictures that were encoded before', { timeout: 30_000 }, () => {
  const folders = temporaryFolder();
  const setUp = async () => {
    const folder = join(await folders(), 'pictures');
    const asked: string[] = [];
    const counting: PictureEncoder = {
      encode: (picture, type) => {
        asked.push(type);
        return encoder.encode(picture, type);
      },
    };
    const bytes = await photograph(1_400, 300).jpeg().toBuffer();
    return { folder, asked, counting, bytes };
  };

  it('are not encoded again, and are the same to the byte', async () => {
    const { folder, asked, counting, bytes } = await setUp();
    const first = await encode(bytes, 'image/jpeg', keptPictures(counting, folder));
    const again = await encode(bytes, 'image/jpeg', keptPictures(counting, folder));
    expect(asked).toEqual(['image/jpeg']);
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
  });

  it('are encoded once when copies of them come together', async () => {
    const { folder, asked, counting, bytes } = await setUp();
    const kept = keptPictures(counting, folder);
    const made = await Promise.all([1, 2, 3].map(() => encode(bytes, 'image/jpeg', kept)));
    expect(asked).toEqual(['image/jpeg']);
    expect(made[2]).toEqual(made[0]);
  });

  it.each(['', '{}\n', '{"sha256":"x"}\nbytes'])(
    'are encoded again from a spoilt entry: %j',
    async (spoilt) => {
      const { folder, asked, counting, bytes } = await setUp();
      await encode(bytes, 'image/jpeg', keptPictures(counting, folder));
      for (const name of await readdir(folder)) await writeFile(join(folder, name), spoilt);
      await encode(bytes, 'image/jpeg', keptPictures(counting, folder));
      expect(asked).toHaveLength(2);
    },
  );

  it('are forgotten when a build does not ask for them', async () => {
    const { folder, counting, bytes } = await setUp();
    const kept = keptPictures(counting, folder);
    await encode(bytes, 'image/jpeg', kept);
    await writeFile(join(folder, 'older'), 'x');
    await kept.prune();
    expect(await readdir(folder)).toHaveLength(1);
    await keptPictures(counting, folder).prune();
    expect(await readdir(folder)).toEqual([]);
  });

  it('cost time and nothing else where the folder cannot be written', async () => {
    const { folder, counting, bytes } = await setUp();
    await mkdir(join(folder, '..'), { recursive: true });
    await writeFile(folder, 'a file in its place');
    const kept = keptPictures(counting, folder);
    expect((await encode(bytes, 'image/jpeg', kept)).kind).toBe('encoded');
    await kept.prune();
  });
});
