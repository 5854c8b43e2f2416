import type { PageMemory } from './page-memory.ts';
import { HTML_TYPE, type PlannedFile } from './plan-site.ts';
import type { LessonFile, LessonSource, ReleaseDraft } from './ports.ts';
import { recallPage, type SamePage } from './recall-page.ts';
import { type WrittenLesson, writeLesson } from './write-lesson.ts';
import type { WritingDesk } from './writing-desk.ts';

/** Where the bytes of lessons are had from. */
export interface LessonPlaces {
  readonly source: Pick<LessonSource, 'read'>;
  /** Of the draft; absent: every file is written. */
  readonly again?: ReleaseDraft['again'] | undefined;
}

const UNREADABLE = { kind: 'left-out', reason: 'unreadable' } as const;

/** Make of a file what the mirror has of it, or have again what an earlier build made. */
export async function makeLesson(
  desk: WritingDesk,
  planned: PlannedFile,
  { source, again }: LessonPlaces,
): Promise<WrittenLesson | SamePage> {
  const { memory } = desk;
  const { file } = planned;
  if (memory === undefined || planned.type !== HTML_TYPE) {
    const bytes = await source.read(file);
    return bytes === null ? UNREADABLE : writeLesson(desk, planned, bytes);
  }
  const known = await markOf(file, source, memory);
  if (known === null) return UNREADABLE;
  const recalled = recallPage(desk, planned, known.mark, again);
  if (recalled.kind !== 'unknown') return recalled;
  const bytes = known.bytes ?? (await source.read(file));
  return bytes === null ? UNREADABLE : writeLesson(desk, planned, bytes, recalled.recall);
}

/** @returns null for what cannot be read; the bytes too where only they told */
async function markOf(
  file: LessonFile,
  source: LessonPlaces['source'],
  memory: PageMemory,
): Promise<{ readonly mark: string; readonly bytes: Uint8Array | null } | null> {
  if (file.mark !== undefined) return { mark: file.mark, bytes: null };
  const bytes = await source.read(file);
  return bytes === null ? null : { mark: memory.markOf(bytes), bytes };
}
