import type { ManifestFile } from '../../core/mirror/manifest.ts';
import { askAgain } from './asked-again.ts';
import { frameMark } from './frame-lesson.ts';
import { describeFile } from './page-answers.ts';
import type { PlannedFile } from './plan-site.ts';
import type { ReleaseDraft } from './ports.ts';
import type { WrittenLesson } from './write-lesson.ts';
import type { ListedLesson } from './write-own-pages.ts';
import {
  countPage,
  deskOf,
  finishPage,
  judgeOf,
  listedPage,
  type PageRecall,
} from './write-page.ts';
import type { WritingDesk } from './writing-desk.ts';

/** A page whose file is the one that it was: `take` has it again. */
export interface SamePage {
  readonly kind: 'same';
  readonly file: Pick<ManifestFile, 'sha256' | 'sizeBytes'>;
  readonly take: () => Promise<void>;
  readonly listed: ListedLesson | null;
}

/** What an earlier build says of a page. */
export type RecalledPage =
  | SamePage
  /** What it says is as it was, and stands in another frame. */
  | (WrittenLesson & { readonly kind: 'written' })
  /** It is to be read and cleaned. */
  | { readonly kind: 'unknown'; readonly recall: PageRecall };

/**
 * Ask what an earlier build made of a page, before it is read. A file is had again only where it would
 * be written with the same bytes, and is still there with them.
 *
 * @param mark of its bytes
 */
export function recallPage(
  shared: WritingDesk,
  planned: PlannedFile,
  mark: string,
  again: ReleaseDraft['again'],
): RecalledPage {
  const desk = deskOf(shared, planned);
  const key = keyOf(desk, planned, mark);
  const before = desk.memory?.find(key) ?? null;
  if (before === null) return { kind: 'unknown', recall: { key } };
  const { file } = before;
  const isFramed = file !== null && file.frame === frameMark(desk, planned, before);
  const take = isFramed ? (again?.(planned.path, file) ?? null) : null;
  const judge = askAgain(before.asked, judgeOf(desk, planned), describeFile(desk, planned.path));
  if (judge !== null) return { kind: 'unknown', recall: { key, judge } };
  if (file === null || take === null) return finishPage(desk, planned, before, key);
  countPage(desk, before);
  const listed = listedPage(desk, planned, { ...before, sizeBytes: file.sizeBytes });
  return { kind: 'same', file, take, listed };
}

/** Of its bytes, of how they are read, and of the place that it is written for. */
const keyOf = (
  { archive = '' }: WritingDesk,
  { path, copyOf = '', treatment, file: { charset = '' } }: PlannedFile,
  mark: string,
): string => [archive, path, copyOf, treatment.kind, charset, mark].join('\n');
