import { type Asked, writeDown } from './asked-again.ts';
import { countRemoved, newTally } from './build-report.ts';
import { decodeText } from './decode-text.ts';
import { frameLesson, frameMark, titleOf } from './frame-lesson.ts';
import { headingsOf } from './headings-of.ts';
import { groupOf } from './lesson-names.ts';
import { describeFile, judgeOnce } from './page-answers.ts';
import type { RememberedPage } from './page-memory.ts';
import type { PlannedFile } from './plan-site.ts';
import type { JudgeLink } from './ports.ts';
import type { WrittenLesson } from './write-lesson.ts';
import type { ListedLesson } from './write-own-pages.ts';
import type { WritingDesk } from './writing-desk.ts';

/** What is known of a page before it is read. */
export interface PageRecall {
  /** Under which what becomes of it is remembered. */
  readonly key: string;
  /** Answers what was asked already, so that nothing is counted twice; absent where nothing was. */
  readonly judge?: JudgeLink;
}

/** Clean a page, and put it into the mirror's frame. */
export function writePage(
  shared: WritingDesk,
  planned: PlannedFile,
  bytes: Uint8Array,
  recall?: PageRecall,
): WrittenLesson {
  const desk = deskOf(shared, planned);
  const page = cleaned(desk, planned, bytes, recall?.judge ?? judgeOf(desk, planned));
  if (page === null) return { kind: 'left-out', reason: 'nested-too-deep' };
  return finishPage(desk, planned, page, recall?.key);
}

/** The desk that a page is counted on: what is in a copy has been counted with its page. */
export const deskOf = (shared: WritingDesk, { copyOf }: PlannedFile): WritingDesk =>
  copyOf === undefined ? shared : { ...shared, tally: newTally([]) };

/** Tells a page where its links lead. */
export const judgeOf = (desk: WritingDesk, { copyOf, path }: PlannedFile): JudgeLink =>
  judgeOnce(desk, copyOf ?? path, path);

function cleaned(
  desk: WritingDesk,
  planned: PlannedFile,
  bytes: Uint8Array,
  judge: JudgeLink,
): RememberedPage | null {
  const { markup, memory, plan } = desk;
  const source = decodeText(bytes, planned.file.charset);
  const isMarkdown = planned.treatment.kind === 'markdown';
  const { html, title, removed } = isMarkdown
    ? markup.markdown(source)
    : { html: source, title: null, removed: {} };
  const describe = describeFile(desk, planned.path);
  const asking = memory === undefined ? null : writeDown(judge, describe);
  const page = markup.page(html, asking?.judge ?? judge, asking?.describe ?? describe);
  if (page === null) return null;
  const isListed = planned.copyOf === undefined;
  const text = isListed ? page.text : '';
  const letters = Math.min(text.length, plan.searchedLetters);
  const packed = isListed ? desk.countWords?.(text.slice(0, letters)) : undefined;
  return {
    asked: asking?.asked() ?? NOTHING,
    title: title ?? page.title,
    language: page.language,
    removed: sumOf(removed, page.removed),
    headings: isListed ? headingsOf(page.body) : [],
    file: null,
    words: packed === undefined ? null : { letters, packed },
    body: () => page.body,
    text: () => text,
  };
}

const NOTHING: Asked = { links: [], judged: {}, described: {} };

function sumOf(one: RememberedPage['removed'], other: RememberedPage['removed']) {
  const sum = { ...one };
  for (const [kind, times] of Object.entries(other)) sum[kind] = (sum[kind] ?? 0) + times;
  return sum;
}

/** Put a page that is clean into its frame, and have it remembered where it has a key. */
export function finishPage(
  desk: WritingDesk,
  planned: PlannedFile,
  page: RememberedPage,
  key: string | undefined,
): WrittenLesson & { readonly kind: 'written' } {
  countPage(desk, page);
  const bytes = new TextEncoder().encode(frameLesson(desk, planned, page, page.body()));
  const sizeBytes = bytes.length;
  const written = {
    kind: 'written',
    bytes,
    listed: listedPage(desk, planned, { ...page, sizeBytes }),
  } as const;
  const { memory } = desk;
  if (key === undefined || memory === undefined) return written;
  return {
    ...written,
    remember: (sha256) => {
      const frame = frameMark(desk, planned, page);
      memory.keep(key, { ...page, file: sha256 === null ? null : { sha256, sizeBytes, frame } });
    },
  };
}

/** Count a page, and what was taken out of it. */
export function countPage({ tally }: WritingDesk, { removed }: RememberedPage): void {
  tally.pages += 1;
  countRemoved(tally, removed);
}

/** A page as lists and the search have it. @returns null for a copy, which is in none */
export function listedPage(
  { shelf, plan }: WritingDesk,
  planned: PlannedFile,
  page: RememberedPage & { readonly sizeBytes: number },
): ListedLesson | null {
  if (planned.copyOf !== undefined) return null;
  const text = page.text().slice(0, plan.searchedLetters);
  // Counted of another share of its letters, they are counted again.
  const packed = page.words?.letters === text.length ? page.words.packed : undefined;
  return {
    path: planned.path,
    title: titleOf(planned, page),
    text: shelf?.put(text) ?? text,
    ...(packed !== undefined && { words: shelf?.put(packed) ?? packed }),
    headings: page.headings,
    group: groupOf(planned),
    type: planned.type,
    sizeBytes: page.sizeBytes,
  };
}
