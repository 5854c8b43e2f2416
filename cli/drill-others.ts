import type { NameFinding, Picture } from '../app/views/compare-pictures.ts';
import { type DrillReport, hasMoved } from '../app/views/drill-report.ts';
import { wordTurnReason } from '../app/views/word-turn-reason.ts';
import { PICTURE_MOMENTS, type PictureMoment } from '../core/incident/names-picture.ts';
import type { Clock } from './clock-of.ts';
import type { DrillWords } from './drill-words.ts';
import { fillCounted } from './fill-counted.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { percent } from './percent.ts';

interface Telling {
  readonly report: DrillReport;
  readonly words: DrillWords;
  readonly clock: Clock;
  readonly io: Pick<CliIo, 'language' | 'words'>;
}

/**
 * What a drill's report says of all other names: by the journal, and as their name servers answered.
 *
 * @returns sentences; "nothing else moved" is one of them only where every name was asked at both ends
 */
export function othersTexts({ report, words, clock, io }: Telling): readonly string[] {
  const { others, pictures, elseMoved, lines } = report;
  if (others.length === 0) return [words.alone];
  const moved = others.filter(hasMoved);
  const { still: count, byShareAlone } = pictures;
  const still = count > 0 ? [fillCounted(words.still, { count })] : [];
  return [
    ...verdictTexts(elseMoved, still, words),
    ...moved.flatMap(({ name, shelter, turns }) => [
      fillTemplate(words.moved, {
        name,
        before: percent(shelter.before.mirrorShare),
        after: percent(shelter.after.mirrorShare),
      }),
      ...turns.map(({ seq, at, action }) =>
        fillTemplate(words.movedBy, {
          at: clock.time(at),
          key: action.key,
          why: wordTurnReason(action.why, io),
          seq,
        }),
      ),
    ]),
    ...pictures.findings.map((finding) => findingText(finding, words)),
    ...(elseMoved === 'nothing' ? [] : still),
    ...(byShareAlone > 0 ? [fillCounted(words.byShareAlone, { count: byShareAlone })] : []),
    ...PICTURE_MOMENTS.map((moment) => askedText(report, moment, words, clock)),
    ...(moved.length === 0
      ? [fillCounted(words.journalled, { ...lines, count: others.length })]
      : []),
  ];
}

function verdictTexts(
  elseMoved: DrillReport['elseMoved'],
  still: readonly string[],
  words: DrillWords,
): readonly string[] {
  switch (elseMoved) {
    case 'nothing':
      return still.map((text) => fillTemplate(words.nothingMoved, { still: text }));
    case 'addresses':
      return [words.sameSides];
    case 'unknown':
      return [words.unknown];
    case 'something':
      return [];
  }
}

/** What is said of the other names as a drill has started; nothing where there are none. */
export function startedTexts({ report, words, clock }: Omit<Telling, 'io'>): readonly string[] {
  const { others, pictures } = report;
  if (others.length === 0) return [words.alone];
  const findings = pictures.findings.filter((one) => 'moment' in one && one.moment === 'start');
  const count = (pictures.start?.names.length ?? 0) - findings.length;
  return [
    ...findings.map((finding) => findingText(finding, words)),
    ...(count > 0 ? [fillCounted(words.askedBefore, { count })] : []),
    askedText(report, 'start', words, clock),
  ];
}

function askedText(
  { pictures, incident }: Pick<DrillReport, 'pictures' | 'incident'>,
  at: PictureMoment,
  words: DrillWords,
  clock: Clock,
): string {
  const picture: Picture | null = pictures[at];
  const moment = words.moments[at];
  if (picture === null)
    return fillTemplate(incident.closedAt === null ? words.notYet : words.noPicture, { moment });
  const { seq, since, at: until } = picture;
  const instants = { from: clock.time(since), until: clock.time(until) };
  return fillTemplate(words.asked, { moment, seq, ...instants });
}

function findingText(finding: NameFinding, words: DrillWords): string {
  const { name } = finding;
  switch (finding.kind) {
    case 'moved': {
      const [start, end] = [seenText(finding.start, words), seenText(finding.end, words)];
      return fillTemplate(words.changed, { name, start, end });
    }
    case 'elsewhere':
      return fillTemplate(words.elsewhere[finding.of], { name });
    case 'astray': {
      const { share, seen, moment } = finding;
      return fillTemplate(words.astray, {
        name,
        seen: seenText(seen, words),
        moment: words.moments[moment],
        share: percent(share),
      });
    }
    case 'unknown':
      return fillTemplate(words.reasons[finding.why], {
        name,
        moment: words.moments[finding.moment],
      });
  }
}

type Answered = Extract<NameFinding, { kind: 'astray' }>['seen'];

function seenText({ least, most, records }: Answered, words: DrillWords): string {
  const share = [...new Set([least, most].map(percent))].join('–');
  return fillCounted(words.seen, { share, count: records });
}
