import { readableRelease } from '../adapters/local/mirror/readable-release.ts';
import {
  compareReleases,
  type MirrorDiff,
  type NamedLesson,
} from '../app/mirror/compare-releases.ts';
import type { LessonChange } from '../core/mirror/compare/compare-lessons.ts';
import type { Manifest } from '../core/mirror/manifest.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { type MirrorDiffWords, mirrorDiffWords } from './mirror-diff-words.ts';
import { createOutput, type Output } from './output.ts';
import { printable } from './printable.ts';

export interface MirrorDiffOptions {
  /** A mirror's folder or a release's; a build id with `folder`. */
  readonly before: string;
  readonly after: string;
  /** The mirror's folder that keeps both builds. */
  readonly folder?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Lines of a list shown to people. Chosen. */
const SHOWN = 20;

/** Entries of a list in JSON; the counts are whole. Chosen: some hundred kilobytes. */
const LISTED = 1_000;

/**
 * `preau mirror diff`: what changed from one build to another, in a teacher's words.
 *
 * @returns the exit code: 0, or 1 when an address no longer answers or opens another lesson
 * @throws PreauError `mirror-unverified` when there is no manifest, `argument-invalid` for no build id
 */
export async function mirrorDiff(options: MirrorDiffOptions, io: CliIo): Promise<number> {
  const before = await readableRelease(options.before, options.folder);
  const after = await readableRelease(options.after, options.folder);
  const diff = await compareReleases(before, after);
  if (options.json === true) createOutput(io).json(asJson(before.manifest, after.manifest, diff));
  else tell(before.manifest, after.manifest, diff, io);
  const { gone, turned } = diff.addresses;
  return gone.length + turned.length === 0 ? 0 : 1;
}

function asJson(before: Manifest, after: Manifest, diff: MirrorDiff): unknown {
  const { addresses, documents, ...lists } = diff;
  const { same, stated, ...lessons } = lists;
  const all = {
    addressesGone: addresses.gone,
    addressesTurned: addresses.turned,
    ...lessons,
    documentsRemoved: documents.removed,
    documentsAdded: documents.added,
    documentsChanged: documents.changed,
  };
  const named = ({ buildId, builtAt }: Manifest) => ({ buildId, builtAt });
  const each = Object.entries<readonly unknown[]>(all);
  return {
    before: named(before),
    after: named(after),
    counts: { ...Object.fromEntries(each.map(([name, { length }]) => [name, length])), same },
    stated,
    ...Object.fromEntries(each.map(([name, list]) => [name, list.slice(0, LISTED)])),
  };
}

function tell(before: Manifest, after: Manifest, diff: MirrorDiff, io: CliIo): void {
  const out = createOutput(io);
  const words = mirrorDiffWords(io.language);
  const { addresses, removed, added, renamed, changed, documents, stated, moved, same } = diff;
  const show = (title: string, lines: readonly string[]): number => list(out, words, title, lines);
  out.line(
    out.paint.bold(fillTemplate(words.heading, { before: before.buildId, after: after.buildId })),
  );
  const turned = addresses.turned.map((one) => fillTemplate(words.turnedLine, { ...one }));
  const renamings = renamed.map((one) => fillTemplate(words.renamedLine, { ...one }));
  // The gravest first: what somebody has an address of, and does not get.
  const shown =
    show(words.gone, addresses.gone) +
    show(words.turned, turned) +
    show(words.removed, removed.map(nameOf)) +
    show(words.added, added.map(nameOf)) +
    show(words.renamed, renamings) +
    show(
      words.changed,
      changed.map((change) => changeLine(change, words, io.language)),
    ) +
    show(words.documents.removed, documents.removed) +
    show(words.documents.added, documents.added) +
    show(words.documents.changed, documents.changed) +
    show(words.moved, moved.map(nameOf));
  for (const { what, before: was, after: is } of stated) {
    const values = { before: was || words.nothingStated, after: is || words.nothingStated };
    out.line(`  ${printable(fillTemplate(words.stated[what], values))}`);
  }
  if (shown + stated.length === 0) out.line(`  ${words.nothing}`);
  out.line(`  ${fillTemplate(words.same, { count: same })}`);
}

const nameOf = ({ path, title }: NamedLesson): string =>
  title === path ? path : `${title} (${path})`;

/** @returns how many lines there are */
function list(
  out: Output,
  words: MirrorDiffWords,
  title: string,
  lines: readonly string[],
): number {
  if (lines.length === 0) return 0;
  out.line(`  ${fillTemplate(title, { count: lines.length })}`);
  for (const line of lines.slice(0, SHOWN)) out.line(`    ${printable(line)}`);
  if (lines.length > SHOWN)
    out.line(`    ${fillTemplate(words.more, { count: lines.length - SHOWN })}`);
  return lines.length;
}

function changeLine(change: LessonChange, words: MirrorDiffWords, language: 'fr' | 'en'): string {
  const { path, title, titleBefore, share, sentence, pictures, credit } = change;
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const part = share > 0 && share < 0.01 ? words.little : percent.format(share);
  return [
    share === 0
      ? nameOf({ path, title })
      : fillTemplate(words.changedLine, { title, path, share: part }),
    ...(titleBefore === undefined ? [] : [fillTemplate(words.titleBefore, { title: titleBefore })]),
    ...(sentence === undefined
      ? []
      : [fillTemplate(words.sentence[sentence.kind], { text: sentence.text })]),
    ...(pictures ? [words.pictures] : []),
    ...(credit === undefined ? [] : [fillTemplate(words.credit, { ...credit })]),
  ].join(words.and);
}
