import type { ManifestFile } from '../../core/mirror/manifest.ts';
import type { PictureEncoder, PictureSource } from './picture-encoder.ts';
import type { PictureMemory, RememberedPicture } from './picture-memory.ts';
import type { PlannedFile } from './plan-site.ts';
import type { LessonSource, ReleaseDraft } from './ports.ts';
import type { WritingDesk } from './writing-desk.ts';
import type { ShownPicture } from './shown-picture.ts';
import { pictureAddress, writePicture, type WrittenPicture } from './write-picture.ts';

export interface PictureDesk {
  readonly desk: WritingDesk;
  readonly read: Pick<LessonSource, 'read'>;
  readonly encoder: PictureEncoder;
  readonly write: ReleaseDraft['write'];
  readonly again?: ReleaseDraft['again'];
  /** What earlier builds made of pictures. Absent: all are read. */
  readonly memory?: PictureMemory | undefined;
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
  work: PictureDesk,
  planned: PlannedFile,
  claimed: Set<string>,
): Promise<readonly ManifestFile[]> {
  const { desk, read, encoder, write } = work;
  const { path, type, file } = planned;
  const known = await haveAgain(work, planned);
  if (known !== null) return [known];
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
  note(desk, planned, { ...picture, sourceBytes: bytes?.length ?? 0 });
  const sha256 = await write(path, picture.bytes);
  remember(work, planned, picture, { sha256, sourceBytes: bytes?.length ?? 0 });
  const own = manifestFile(planned, { sha256, sizeBytes: picture.bytes.length });
  return [own, ...(await writeSources(picture.sources, write, claimed))];
}

function manifestFile(
  { path, type, file }: PlannedFile,
  { sha256, sizeBytes }: Pick<ManifestFile, 'sha256' | 'sizeBytes'>,
): ManifestFile {
  return { path, sha256, sizeBytes, type, ...(file.from && { from: file.from }) };
}

/** Null where only reading it tells what it is. */
const keyOf = ({ type, file: { mark } }: PlannedFile): string | null =>
  mark === undefined ? null : `${type}\n${mark}`;

/** @returns null for a picture that is to be read, and cleaned or encoded */
async function haveAgain(
  { desk, again, memory }: PictureDesk,
  planned: PlannedFile,
): Promise<ManifestFile | null> {
  const key = keyOf(planned);
  const known = key === null ? null : (memory?.find(key) ?? null);
  const take = known && again?.(planned.path, known);
  if (!known || !take) return null;
  await take();
  const { width, height, sizeBytes, sourceBytes } = known;
  const shown = { width, height, sources: [], isStill: false };
  const bytes = { length: sizeBytes };
  note(desk, planned, {
    shown,
    sources: [],
    bytes,
    isHeavy: false,
    wasEncoded: false,
    sourceBytes,
  });
  return manifestFile(planned, known);
}

/** Of what was encoded its encoder has a memory of its own. */
function remember(
  { memory }: PictureDesk,
  planned: PlannedFile,
  { shown, bytes, isHeavy, wasEncoded }: WrittenPicture & { kind: 'written' },
  of: Pick<RememberedPicture, 'sha256' | 'sourceBytes'>,
): void {
  const key = keyOf(planned);
  if (key === null || isHeavy || wasEncoded) return;
  const { width, height } = shown;
  memory?.keep(key, { ...of, sizeBytes: bytes.length, width, height });
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

/** What a picture came to, whenever it was made. */
interface Noted {
  readonly shown: ShownPicture;
  readonly sources: readonly { readonly bytes: { readonly length: number } }[];
  readonly bytes: { readonly length: number };
  readonly isHeavy: boolean;
  readonly wasEncoded: boolean;
  readonly sourceBytes: number;
}

function note(
  { tally, pictures }: WritingDesk,
  { path }: PlannedFile,
  { shown, sources, bytes, isHeavy, wasEncoded, sourceBytes }: Noted,
): void {
  const { pictures: count } = tally;
  pictures.set(path, shown);
  count.shown += 1;
  if (wasEncoded) count.encoded += 1;
  count.bytesBefore += sourceBytes;
  count.bytesAfter += (sources.at(0)?.bytes ?? bytes).length;
  if (isHeavy) count.heavy.push(path);
  if (shown.isStill) count.stills.push(path);
}
