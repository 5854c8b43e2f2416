import { seededRandom } from '../../../home/stage/seeded-random.ts';
import { SITE_SEED, someWords } from '../site/lesson-page.ts';
import { cloudPicture } from '../site/pictures.ts';

/** A course as a teacher packs it: what both packages of this bench hold. */
export interface MadeCourse {
  readonly pages: readonly {
    readonly title: string;
    readonly html: string;
    readonly picture: MadeFile;
  }[];
  readonly documents: readonly MadeFile[];
}

export interface MadeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Pages of a section. */
export const PER_SECTION = 10;

/** Of a page: its text, and one photograph of some 90 kB. Of a document: 1.5 MB, most of it scans. */
const [PAGE_WORDS, PICTURE_WIDTH, PICTURE_HEIGHT, DOCUMENT_BYTES] = [900, 1_280, 840, 1_500_000];

/** Three quarters of a real course's bytes are documents. Chosen, after the courses looked at. */
const DOCUMENT_PART = 0.75;
const PAGE_BYTES = 93_000;

/** A course of about so many megabytes: photographs and documents, which no packer makes smaller. */
export async function madeCourse(megabytes: number): Promise<MadeCourse> {
  const documents = Math.max(1, Math.round((megabytes * 1e6 * DOCUMENT_PART) / DOCUMENT_BYTES));
  const pages = Math.max(2, Math.round((megabytes * 1e6 * (1 - DOCUMENT_PART)) / PAGE_BYTES));
  return {
    pages: await Promise.all(
      Array.from({ length: pages }, async (_, index) => ({
        title: `Page ${index + 1}`,
        html: pageHtml(index + 1),
        picture: {
          name: `photo-${index + 1}.jpg`,
          bytes: await cloudPicture(PICTURE_WIDTH, PICTURE_HEIGHT, `photo ${index}`, 'jpeg'),
        },
      })),
    ),
    documents: Array.from({ length: documents }, (_, index) => ({
      name: `fiche ${index + 1}.pdf`,
      bytes: documentBytes(index + 1),
    })),
  };
}

/** The place of a picture is the package's to say. */
export const PICTURE = '{{picture}}';

const pageHtml = (page: number): string =>
  `<h2>Partie ${page}</h2><p>${someWords(PAGE_WORDS, `course page ${page}`)}</p>` +
  `<p><img src="${PICTURE}" alt="Photographie ${page}"></p>`;

/** Scans are noise to a packer. */
function documentBytes(document: number): Uint8Array {
  const random = seededRandom(SITE_SEED, `course document ${document}`);
  const words = new Uint32Array(DOCUMENT_BYTES / 4);
  for (let at = 0; at < words.length; at += 1) words[at] = Math.floor(random.next() * 2 ** 32);
  const bytes = new Uint8Array(words.buffer);
  bytes.set(new TextEncoder().encode('%PDF-1.4\n'));
  return bytes;
}
