import sharp from 'sharp';
import { seededRandom } from '../../../home/stage/seeded-random.ts';
import { SITE_SEED } from './lesson-page.ts';

/** The grid of colours that a picture is drawn from: no two pictures look alike. */
const [COLUMNS, ROWS] = [32, 24];

/**
 * A picture of clouds of colour, as heavy as a photograph of its size.
 *
 * @param label the same label gives the same bytes
 */
export async function cloudPicture(
  width: number,
  height: number,
  label: string,
  format: 'jpeg' | 'png',
): Promise<Buffer> {
  const random = seededRandom(SITE_SEED, `picture ${label}`);
  const raw = Uint8Array.from({ length: COLUMNS * ROWS * 3 }, () => random.next() * 256);
  const picture = sharp(raw, { raw: { width: COLUMNS, height: ROWS, channels: 3 } }).resize(
    width,
    height,
    { kernel: 'cubic', fit: 'fill' },
  );
  return format === 'png'
    ? picture.png({ compressionLevel: 6, palette: true }).toBuffer()
    : picture.jpeg({ quality: 78 }).toBuffer();
}
