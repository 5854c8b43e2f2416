import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** Stands in every word that a picture may carry: it must never come out. */
export const CANARY = 'Camille Canari';

const EXIF = {
  IFD0: { Artist: CANARY, Copyright: CANARY },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '48/1 51/1 24/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '2/1 21/1 7/1',
  },
};

/** Smooth waves with grain: as heavy for an encoder as a photograph of these measures. */
export function photograph(width: number, height: number, grain = 24): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  let chance = 1;
  for (let at = 0; at < pixels.length; at += 1) {
    chance = (chance * 1_103_515_245 + 12_345) & 0x7fffffff;
    const place = Math.floor(at / 3);
    const wave =
      Math.sin((place % width) / 40 + (at % 3)) + Math.cos(Math.floor(place / width) / 30);
    pixels[at] = 128 + wave * 50 + ((chance >> 16) % (grain + 1)) - grain / 2;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** As a telephone sends it: heavy, lying on its side, with place and name. */
export const fromTelephone = (): Promise<Buffer> =>
  photograph(1_600, 1_200, 160)
    .withExif(EXIF)
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 92 })
    .toBuffer();

/** A few thousand bytes that unfold into 400 million pixels: one bit each, all of them black. */
export function bomb(side = 20_000): Buffer {
  const part = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const around = Buffer.alloc(8);
    around.writeUInt32BE(data.length, 0);
    around.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const pixels = deflateSync(Buffer.alloc(side * (1 + side / 8)), { level: 9 });
  const signature = Buffer.from('\u0089PNG\r\n\u001A\n', 'latin1');
  return Buffer.concat([
    signature,
    part('IHDR', header),
    part('IDAT', pixels),
    part('IEND', Buffer.alloc(0)),
  ]);
}

/** A film of noise that weighs more than it may. */
export async function movingPicture(): Promise<Buffer> {
  const frames = await photograph(300, 300 * 6, 200)
    .raw()
    .toBuffer();
  return sharp(frames, { raw: { width: 300, height: 1_800, channels: 3, pageHeight: 300 } })
    .gif({ effort: 1, delay: Array.from({ length: 6 }, () => 100), loop: 0 })
    .toBuffer();
}
