import type { ManifestFile } from '../../core/mirror/manifest.ts';
import type { PictureEncoder, PictureSource } from './picture-encoder.ts';
import type { PlannedFile } from './plan-site.ts';
import type { LessonSource, ReleaseDraft } from './ports.ts';
import type { WritingDesk } from './writing-desk.ts';
import { pictureAddress, writePicture, type WrittenPicture } from './write-picture.ts';

export interface PictureDesk {
  readonly desk: WritingDesk;
  readonly read: Pick<LessonSource, 'read'>;
  readonly encoder: PictureEncoder;
  readonly write: ReleaseDraft['write'];
}

/** Pictures in work at once: some are read and written while the encoder is at others. Chosen. */
const AT_ONCE = 4;

/**
 * Write all pictures of a plan, and note on the desk how pages are to show them.
 *
 * @returns the files that were written; makings that two pictures share are there once
 */
export async function writeAllPictures(
  work: PictureDesk,
  pictures: readonly PlannedFile[],
  onProgress: (done: number) => void,
): Promise<readonly ManifestFile[]> {
  const files: ManifestFile[] = [];
  const claimed = new Set<string>();
  for (let at = 0; at < pictures.length; at += AT_ONCE) {
    const part = pictures.slice(at, at + AT_ONCE);
    const written = await Promise.all(part.map((planned) => writeOne(work, planned, claimed)));
    files.push(...written.flat());
    onProgress(at + part.length);
  }
  return files;
}

async function writeOne(
  { desk, read, encoder, write }: PictureDesk,
  planned: PlannedFile,
  claimed: Set<string>,
): Promise<readonly ManifestFile[]> {
  const { path, type, file } = planned;
  const bytes = await read.read(file);
  const picture: WrittenPicture =
    bytes === null
      ? { kind: 'left-out', reason: 'unreadable' }
      : await writePicture(encoder, bytes, type);
  if (picture.kind === 'left-out') {
    desk.absent.add(path);
    desk.tally.leftOut.push({ name: file.name, reason: picture.reason });
    return [];
  }
  note(desk, planned, bytes?.length ?? 0, picture);
  const sha256 = await write(path, picture.bytes);
  const sizeBytes = picture.bytes.length;
  const own = { path, sha256, sizeBytes, type, ...(file.from && { from: file.from }) };
  return [own, ...(await writeSources(picture.sources, write, claimed))];
}

async function writeSources(
  sources: readonly PictureSource[],
  write: ReleaseDraft['write'],
  claimed: Set<string>,
): Promise<readonly ManifestFile[]> {
  const files: ManifestFile[] = [];
  for (const { name, type, bytes } of sources) {
    const path = pictureAddress(name);
    if (claimed.has(path)) continue;
    claimed.add(path);
    files.push({ path, type, sizeBytes: bytes.length, sha256: await write(path, bytes) });
  }
  return files;
}

function note(
  { tally, pictures }: WritingDesk,
  { path }: PlannedFile,
  before: number,
  { shown, sources, bytes, isHeavy, wasEncoded }: WrittenPicture & { kind: 'written' },
): void {
  const { pictures: count } = tally;
  pictures.set(path, shown);
  count.shown += 1;
  if (wasEncoded) count.encoded += 1;
  count.bytesBefore += before;
  count.bytesAfter += (sources.at(0)?.bytes ?? bytes).length;
  if (isHeavy) count.heavy.push(path);
  if (shown.isStill) count.stills.push(path);
}
