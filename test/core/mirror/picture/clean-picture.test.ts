// Goal: no picture tells who took it, where and with what; its pixels stay as they were, however it was made.
// Method: pictures written by sharp with a place and names in them, read back; then cut and mangled ones as a property.
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { cleanPicture } from '../../../../core/mirror/picture/clean-picture.ts';

const CANARY = 'Camille Canari';
const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${CANARY}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
const EXIF = {
  IFD0: { Artist: CANARY, Copyright: CANARY, Make: CANARY },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '48/1 51/1 24/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '2/1 21/1 7/1',
  },
};

const FORMATS = ['jpeg', 'png', 'webp', 'avif'] as const;
type Format = (typeof FORMATS)[number];

const coloured = (width = 60, height = 40) =>
  sharp(Buffer.from(Array.from({ length: width * height * 3 }, (_, at) => (at * 37) % 251)), {
    raw: { width, height, channels: 3 },
  });

/** A picture that tells everything. */
const telling = (format: Format, orientation = 1): Promise<Buffer> =>
  coloured()
    .withExif(EXIF)
    .withXmp(XMP)
    .withMetadata({ orientation, icc: 'p3' })
    .toFormat(format)
    .toBuffer();

const shown = (bytes: Uint8Array): Promise<Buffer> =>
  sharp(bytes).autoOrient().toColourspace('srgb').raw().toBuffer();
const holds = (bytes: Uint8Array): boolean => Buffer.from(bytes).includes(CANARY);

describe('what a picture tells', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'is gone from a %s, and nothing else',
    async (format) => {
      const told = await telling(format);
      expect(holds(told)).toBe(true);
      const picture = cleanPicture(told);
      expect(picture).toMatchObject({ format, width: 60, height: 40, frames: 1, tells: false });
      const bytes = picture?.bytes ?? Buffer.alloc(0);
      expect(holds(bytes)).toBe(false);
      const { exif, xmp, iptc, icc, comments } = await sharp(bytes).metadata();
      expect({ exif, xmp, iptc, comments }).toEqual({});
      expect(icc).toBeDefined();
      expect(await shown(bytes)).toEqual(await shown(told));
    },
  );

  it('is said of an AVIF, which only an encoder can write anew', async () => {
    expect(cleanPicture(await telling('avif'))).toMatchObject({
      format: 'avif',
      width: 60,
      height: 40,
      tells: true,
    });
    expect(cleanPicture(await coloured().avif().toBuffer())).toMatchObject({ tells: false });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('but how it is turned: %i', async (orientation) => {
    const told = await telling('jpeg', orientation);
    const picture = cleanPicture(told);
    const [width, height] = orientation >= 5 ? [40, 60] : [60, 40];
    expect(picture).toMatchObject({ width, height });
    const bytes = picture?.bytes ?? Buffer.alloc(0);
    expect(holds(bytes)).toBe(false);
    expect(await shown(bytes)).toEqual(await shown(told));
  });

  it('is gone from a GIF that moves, which still does', async () => {
    const frames = Buffer.concat([
      await coloured(8, 8).raw().toBuffer(),
      await coloured(8, 8).negate().raw().toBuffer(),
    ]);
    const plain = await sharp(frames, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
      .gif({ delay: [100, 100], loop: 0 })
      .toBuffer();
    const comment = Buffer.concat([
      Buffer.from([0x21, 0xfe, CANARY.length]),
      Buffer.from(CANARY),
      Buffer.from([0]),
    ]);
    const table = 13 + 3 * 2 ** ((plain[10]! & 7) + 1) * (plain[10]! & 0x80 ? 1 : 0);
    const told = Buffer.concat([
      plain.subarray(0, table),
      comment,
      plain.subarray(table),
      Buffer.from(CANARY),
    ]);
    const picture = cleanPicture(told);
    expect(picture).toMatchObject({ format: 'gif', width: 8, height: 8, frames: 2 });
    expect(Buffer.from(picture?.bytes ?? [])).toEqual(plain);
  });

  it.each(FORMATS.slice(0, 3))('is gone from behind the end of a %s', async (format) => {
    const told = Buffer.concat([await coloured().toFormat(format).toBuffer(), Buffer.from(CANARY)]);
    expect(holds(cleanPicture(told)?.bytes ?? told)).toBe(false);
  });

  it('is gone from a progressive JPEG, a CMYK one and a PNG of 16 bits, whose pixels stay', async () => {
    const made = await Promise.all([
      coloured().withExif(EXIF).jpeg({ progressive: true }).toBuffer(),
      coloured().toColourspace('cmyk').withExif(EXIF).jpeg().toBuffer(),
      coloured().toColourspace('rgb16').withExif(EXIF).png().toBuffer(),
    ]);
    for (const told of made) {
      const bytes = cleanPicture(told)?.bytes ?? Buffer.alloc(0);
      expect(holds(told) && !holds(bytes)).toBe(true);
      expect(await shown(bytes)).toEqual(await shown(told));
    }
  });
});

describe('what is no picture', () => {
  it.each([
    '',
    'GIF89a',
    '<svg onload="alert(1)"/>',
    '<!doctype html><script>1</script>',
    'BM',
    '\u0089PNG\r\n\u001A\n',
  ])('is none: %j', (text) => {
    expect(cleanPicture(Buffer.from(text, 'latin1'))).toBeNull();
  });

  it('whatever is cut off or changed, reading it ends, and what is left is a picture again', {
    timeout: 30_000,
  }, async () => {
    const made = await Promise.all(FORMATS.map((format) => telling(format)));
    fc.assert(
      fc.property(
        fc.constantFrom(...made),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(fc.tuple(fc.nat({ max: 4_000 }), fc.nat({ max: 255 })), { maxLength: 8 }),
        (bytes, part, changes) => {
          const broken = Buffer.from(bytes.subarray(0, Math.ceil(bytes.length * part)));
          for (const [at, value] of changes) if (at < broken.length) broken[at] = value;
          const once = cleanPicture(broken);
          if (once === null) return;
          expect(once.bytes.length).toBeLessThanOrEqual(broken.length + 36);
          expect(cleanPicture(once.bytes)).toEqual(once);
        },
      ),
    );
  });
});
