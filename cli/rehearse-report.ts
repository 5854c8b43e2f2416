import type { PlatformReport, RehearsalReport } from '../app/report/rehearsal-report.ts';
import type { PromiseCheck } from '../core/promises/promise.ts';
import type { WordsIn } from '../app/views/words.ts';
import type { Output } from './output.ts';
import { fillTemplate } from './fill-template.ts';
import { promiseWhy } from './promise-why.ts';
import type { RehearseWords } from './rehearse-words.ts';

type Paint = Output['paint'];
type Clock = (at: number) => string;

/** The report for people: a table of platforms, lessons, notices, promises. */
export function reportLines(
  report: RehearsalReport,
  words: RehearseWords,
  said: WordsIn,
  paint: Paint,
  clock: Clock,
): readonly string[] {
  const { lessons, notices, promises } = report;
  return [
    '',
    paint.bold(words.report),
    ...platformTable(report.platforms, words, said, paint, clock),
    '',
    `${paint.bold(words.lessons)}   ${fillTemplate(words.counts, { ...lessons })}`,
    `${paint.bold(words.notices)}   ${noticesLine(notices, words)}`,
    '',
    paint.bold(words.promises),
    ...promises.map(
      (check) =>
        `  ${check.id.padEnd(3)} ${markOf(check, words, paint)}  ${promiseWhy(check, said.words)}`,
    ),
    '',
  ];
}

/** What a newer message replaced is told where there is any. */
const noticesLine = (notices: RehearsalReport['notices'], words: RehearseWords): string =>
  fillTemplate(words.noticesLine, { ...notices }) +
  (notices.replaced === 0 ? '' : fillTemplate(words.replacedPart, { ...notices }));

function markOf({ held, undecided }: PromiseCheck, words: RehearseWords, paint: Paint): string {
  if (held) return paint.green(`✔ ${words.held}`);
  return paint.red(undecided === true ? `? ${words.undecided}` : `✖ ${words.broken}`);
}

function platformTable(
  platforms: readonly PlatformReport[],
  words: RehearseWords,
  said: WordsIn,
  paint: Paint,
  clock: Clock,
): readonly string[] {
  const rows = platforms.map((platform) => rowOf(platform, words, said, clock));
  const table = [words.columns, ...rows];
  const widths = words.columns.map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table.map((row, index) => {
    const text = `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`;
    return index === 0 ? paint.dim(text) : text;
  });
}

/** Times after the fall are told as seconds of the rehearsal's clock since it. */
function rowOf(
  platform: PlatformReport,
  words: RehearseWords,
  said: WordsIn,
  clock: Clock,
): readonly string[] {
  const { fellAt, verdict } = platform;
  if (fellAt === null) return [platform.id, words.never, '', '', '', ''];
  const since = (at: string | null): string =>
    at === null ? '–' : `+${Math.round((Date.parse(at) - Date.parse(fellAt)) / 1_000)} s`;
  return [
    platform.id,
    clock(Date.parse(fellAt)),
    since(platform.shelteredAt),
    since(platform.firstNoticeAt),
    since(platform.backAt),
    verdict === null
      ? '–'
      : `${words.causes[verdict.cause]}, ${said.words(`cause.rung.${verdict.rung}`)}`,
  ];
}
