import { documentKind, isDownload } from '../../core/mirror/document-kind.ts';
import { holdsMacros } from '../../core/mirror/macros.ts';
import type { Sha256 } from '../../core/units.ts';
import { decodeText } from './decode-text.ts';
import { groupOf, nameOf } from './lesson-names.ts';
import type { PlannedFile } from './plan-site.ts';
import type { ListedLesson } from './write-own-pages.ts';
import { type PageRecall, writePage } from './write-page.ts';
import { writePlainPicture } from './write-picture.ts';
import type { WritingDesk } from './writing-desk.ts';

/** What a file of the source becomes on the mirror. */
export type WrittenLesson =
  | {
      readonly kind: 'written';
      readonly bytes: Uint8Array;
      readonly listed: ListedLesson | null;
      /** Told what became of the bytes, for the next build; null where they are no file of the mirror. */
      readonly remember?: ((sha256: Sha256 | null) => void) | undefined;
    }
  | { readonly kind: 'left-out'; readonly reason: string };

/** Whether a file of this type is shown within pages. Drawings are pages' own kind of thing. */
export const isPicture = (type: string): boolean =>
  type.startsWith('image/') && type !== 'image/svg+xml';

/**
 * Turn one file's bytes into what the mirror serves at its address.
 *
 * @param recall what an earlier build is asked of a page; absent: nothing
 */
export function writeLesson(
  desk: WritingDesk,
  planned: PlannedFile,
  bytes: Uint8Array,
  recall?: PageRecall,
): WrittenLesson {
  switch (planned.treatment.kind) {
    case 'copy':
      if (isPicture(planned.type)) return writeBesidesPages(desk, planned, bytes);
      if (isDownload(planned.type) && holdsMacros(bytes))
        return { kind: 'left-out', reason: 'macros' };
      return { kind: 'written', bytes, listed: listedDocument(planned, bytes.length) };
    case 'drawing': {
      const drawing = desk.markup.drawing(decodeText(bytes, planned.file.charset));
      if (drawing === null) return { kind: 'left-out', reason: 'no-drawing' };
      return { kind: 'written', bytes: new TextEncoder().encode(drawing), listed: null };
    }
    case 'html':
    case 'markdown':
      return writePage(desk, planned, bytes, recall);
  }
}

/** A picture where there is no encoder: clean, of the size that it had. */
function writeBesidesPages(
  { tally }: WritingDesk,
  { path }: PlannedFile,
  bytes: Uint8Array,
): WrittenLesson {
  const plain = writePlainPicture(bytes);
  if (plain.kind === 'left-out') return plain;
  const { picture, needsEncoder } = plain;
  if (picture.tells) return { kind: 'left-out', reason: 'picture-tells' };
  if (needsEncoder) tally.pictures.heavy.push(path);
  return { kind: 'written', bytes: picture.bytes, listed: null };
}

/** Documents worth a line in the list: hand-outs, not the pictures of other pages. */
function listedDocument(planned: PlannedFile, sizeBytes: number): ListedLesson | null {
  const { path, type } = planned;
  if (documentKind(type) === null) return null;
  const group = groupOf(planned);
  return { path, title: nameOf(path), text: '', headings: [], group, type, sizeBytes };
}
