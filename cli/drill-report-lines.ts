import { fourNumbers } from '../app/notices/summarise-deliveries.ts';
import { LOOK_EVERY } from '../app/perform/turn-dns.ts';
import type { DrillNotice, DrillReport, DrillTurn } from '../app/views/drill-report.ts';
import { answerLines } from './answer-lines.ts';
import type { Clock } from './clock-of.ts';
import { othersTexts } from './drill-others.ts';
import type { DrillWords } from './drill-words.ts';
import { durationText } from './duration-text.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { percent } from './percent.ts';
import { seenMs, type TurnPlace } from './turn-place.ts';
import { wrapBound } from './wrap-bound.ts';

interface Telling {
  readonly report: DrillReport;
  readonly place: TurnPlace;
  readonly words: DrillWords;
  readonly clock: Clock;
  readonly io: Pick<CliIo, 'language' | 'words'>;
  readonly columns: number;
}

/** A drill's report for people. @returns lines, the title first */
export function drillReportLines(telling: Telling): readonly string[] {
  const { report, words, columns } = telling;
  const { reference } = report.incident;
  const { platformName: name, hostname, turns, notices } = report;
  const told = (texts: readonly string[], indent = '  ') =>
    texts.flatMap((text) => wrapped(text, indent, columns));
  return [
    fillTemplate(words.title, { reference, name, hostname }),
    ...told(marksOf(telling)),
    '',
    words.turns,
    ...(turns.length === 0 ? told([words.nothingTurned]) : []),
    ...turns.flatMap((turn) => [
      ...told([
        fillTemplate(words.turn, {
          at: telling.clock.time(turn.askedAt),
          key: turn.key,
          seq: turn.seq,
        }),
      ]),
      ...told([changeText(turn, telling), ...seenTexts(turn, telling)], '    '),
    ]),
    '',
    words.notices,
    ...told(
      notices.length === 0 ? [words.noNotice] : notices.map((one) => noticeText(one, telling)),
    ),
    '',
    words.others,
    ...told(othersTexts(telling)),
  ];
}

function wrapped(text: string, indent: string, columns: number): readonly string[] {
  const [first = '', ...rest] = wrapBound(
    text.trimStart(),
    Math.max(40, columns) - indent.length - 2,
  );
  return [`${indent}${first}`, ...rest.map((line) => `${indent}  ${line}`)];
}

function marksOf({ report, words, clock }: Telling): readonly string[] {
  const mark = (template: string, { seq, at, by }: DrillReport['begun']): string =>
    fillTemplate(template, { at: clock.date(at), by: by?.name ?? '?', seq });
  const { begun, ended, cutShort } = report;
  return [
    mark(words.begun, begun),
    ended !== null ? mark(words.ended, ended) : cutShort ? words.cutShort : words.running,
  ];
}

function changeText({ hold, mirrorShare }: DrillTurn, { words }: Telling): string {
  const held = (on: boolean): string => (on ? words.holdOn : words.holdOff);
  return fillTemplate(words.change, {
    before: percent(mirrorShare.before),
    after: percent(mirrorShare.after),
    holdBefore: held(hold.before),
    holdAfter: held(hold.after),
  });
}

function seenTexts({ verified, hold }: DrillTurn, { words, place }: Telling): readonly string[] {
  if (verified === null) return [words.unverified];
  const budgetMs = seenMs(place, hold);
  const seen = fillTemplate(
    verified.tookMs <= budgetMs + LOOK_EVERY ? words.verified : words.late,
    {
      took: `${(verified.tookMs / 1_000).toFixed(1)} s`,
      budget: durationText(budgetMs),
      every: durationText(LOOK_EVERY),
      seq: verified.seq,
    },
  );
  const answers = answerLines(verified.answers, words.answer);
  return [seen, ...(answers.length === 0 ? [words.noAnswer] : answers)];
}

function noticeText(
  { phase, marked, plan, deliveries, stage }: DrillNotice,
  { words, io }: Telling,
): string {
  const { recipients = 0, mails = 0, sms = 0 } = plan ?? {};
  return fillTemplate(words.notice, {
    phase: io.words(`console.phase.${phase}`),
    marked: marked ? words.marked : words.unmarked,
    recipients,
    mails,
    sms,
    outcome: deliveries
      ? fillTemplate(words.outcome, fourNumbers(deliveries))
      : fillTemplate(words.noOutcome, { stage: io.words(`console.stage.${stage}`) }),
  });
}
