import { incidentStory } from '../../core/dossier/incident-story.ts';
import type { AuthorityAnswer, Event, Person } from '../../core/incident/event.ts';
import { otherNames } from '../../core/incident/names-picture.ts';
import type { Incident, ShelterState, State } from '../../core/incident/state.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { ReplayedLine } from '../../core/journal/replay-under.ts';
import type { Rules } from '../../core/journal/rules.ts';
import type { Notice } from '../../core/notice/notice.ts';
import type { Platform } from '../../core/platform.ts';
import type { DurationMs, EpochMs, IncidentId, PlatformId } from '../../core/units.ts';
import { durationMs } from '../../core/units.ts';
import { comparePictures, type NameFinding, type PicturesCompared } from './compare-pictures.ts';
import type { BeforeAfter } from './turn-plan.ts';

/** What became of a drill, from the journal alone: the same on any later day, from any machine. */
export interface DrillReport {
  readonly incident: Incident;
  readonly platformName: string;
  readonly hostname: string;
  readonly begun: DrillMark;
  /** Null while it runs, and when a real fall ended it. */
  readonly ended: DrillMark | null;
  /** A real fall ended it: from there on nothing said EXERCICE. */
  readonly cutShort: boolean;
  readonly turns: readonly DrillTurn[];
  readonly notices: readonly DrillNotice[];
  /** Every other platform that has a mirror, as configured. */
  readonly others: readonly Bystander[];
  /** What their name servers answered, as the drill started and as it ended. */
  readonly pictures: PicturesCompared;
  /**
   * `unknown`: nothing is known to have moved, and not everything was asked at both moments.
   * `addresses`: everything was, and some names had other addresses at the end, none of a mirror.
   */
  readonly elseMoved: 'nothing' | 'something' | 'unknown' | 'addresses';
  /** The lines that this is told from, both included. */
  readonly lines: { readonly from: number; readonly until: number };
}

/** Who began or ended it, and by which line. */
export interface DrillMark {
  readonly seq: number;
  readonly at: EpochMs;
  readonly by: Person | null;
}

/** One turn of the drilled platform. */
export interface DrillTurn {
  readonly key: string;
  readonly seq: number;
  readonly askedAt: EpochMs;
  readonly hold: BeforeAfter<boolean>;
  readonly mirrorShare: BeforeAfter<number>;
  /** When and by which line every name server was seen to answer so; null while none was. */
  readonly verified: {
    readonly seq: number;
    readonly at: EpochMs;
    readonly tookMs: DurationMs;
    readonly answers: readonly AuthorityAnswer[];
  } | null;
}

/** One notice of the drill. */
export interface DrillNotice extends Pick<Notice, 'id' | 'stage' | 'plan' | 'deliveries'> {
  readonly phase: Notice['content']['phase'];
  /** Whether EXERCICE stands in it. */
  readonly marked: boolean;
  readonly firstAcceptedAt: EpochMs | null;
}

type Standing = Pick<ShelterState, 'hold' | 'mirrorShare' | 'stay'>;

/** A platform that was not drilled: what DNS was told of it before and after, and what turned. */
export interface Bystander {
  readonly platform: PlatformId;
  readonly name: string;
  readonly shelter: BeforeAfter<Standing>;
  /** Turns that were asked for meanwhile, by their lines: empty when nothing moved. */
  readonly turns: readonly {
    readonly seq: number;
    readonly at: EpochMs;
    readonly action: TurnDns;
  }[];
  /** Answers of its name servers that were journalled meanwhile. */
  readonly answered: readonly number[];
}

type TurnDns = Extract<JournalEntry['actions'][number], { kind: 'turn-dns' }>;

/**
 * Tell a drill: what turned, when, seen where, who was told, and what else moved meanwhile.
 *
 * @param all the journal from its first line
 * @returns null when the journal has no such drill
 */
export function drillReport(
  all: readonly JournalEntry[],
  rules: readonly Rules[],
  id: IncidentId,
): DrillReport | null {
  const story = incidentStory(all, rules, id);
  const [first, last] = [story?.lines[0], story?.lines.at(-1)];
  if (story === null || first === undefined || last === undefined) return null;
  const { incident, lines } = story;
  if (!incident.drill) return null;
  const { policy } = last;
  const configured = policy.platforms.find((platform) => platform.id === incident.platform);
  const names = otherNames(policy.platforms, incident.platform);
  const entries = lines.map(({ entry }) => entry);
  const others = bystanders(first.before, last.after, names, lines);
  const pictures = comparePictures(entries, { incident: id, names });
  const ended = lines.find(({ entry: { event } }) => isEnd(event, incident)) ?? null;
  return {
    incident,
    platformName: configured?.name ?? incident.platform,
    hostname: configured?.hostname ?? '',
    begun: markOf(first),
    ended: ended && markOf(ended),
    cutShort: ended === null && incident.closedAt !== null,
    turns: lines.flatMap((line) => turnsIn(line, lines, incident.platform)),
    notices: story.notices.map(noticeOf),
    others,
    pictures,
    elseMoved: elseMoved(others, pictures),
    lines: { from: first.entry.seq, until: last.entry.seq },
  };
}

/** Moved is what DNS was told anew, or was seen to answer anew, and what stands otherwise than before. */
export const hasMoved = ({ shelter, turns, answered }: Bystander): boolean =>
  turns.length > 0 ||
  answered.length > 0 ||
  JSON.stringify(shelter.before) !== JSON.stringify(shelter.after);

function elseMoved(
  others: readonly Bystander[],
  { start, end, findings }: PicturesCompared,
): DrillReport['elseMoved'] {
  if (others.length === 0) return 'nothing';
  if (others.some(hasMoved) || findings.some(isMove)) return 'something';
  const isAsked = start !== null && end !== null;
  if (!isAsked || findings.some(({ kind }) => kind === 'unknown')) return 'unknown';
  return findings.length > 0 ? 'addresses' : 'nothing';
}

const isMove = (finding: NameFinding): boolean =>
  finding.kind === 'elsewhere' ? finding.of === 'alias' : finding.kind !== 'unknown';

const isEnd = (event: Event, { platform }: Incident): boolean =>
  event.kind === 'person-ended-drill' && event.platform === platform;

const markOf = ({ entry: { seq, event } }: ReplayedLine): DrillMark => ({
  seq,
  at: event.at,
  by: 'by' in event ? event.by : null,
});

function turnsIn(
  { entry, before }: ReplayedLine,
  lines: readonly ReplayedLine[],
  platform: PlatformId,
): readonly DrillTurn[] {
  return entry.actions.flatMap((action): readonly DrillTurn[] => {
    if (action.kind !== 'turn-dns' || action.platform !== platform) return [];
    const { hold = false, mirrorShare = 0 } = before.platforms[platform]?.shelter ?? {};
    return [
      {
        key: action.key,
        seq: entry.seq,
        askedAt: entry.event.at,
        hold: { before: hold, after: action.hold },
        mirrorShare: { before: mirrorShare, after: action.mirrorShare },
        verified: verifiedBy(lines, action, entry.event.at),
      },
    ];
  });
}

function verifiedBy(
  lines: readonly ReplayedLine[],
  { platform, turn }: TurnDns,
  askedAt: EpochMs,
): DrillTurn['verified'] {
  for (const { entry } of lines) {
    const { event, seq } = entry;
    if (event.kind !== 'dns-turned' || event.platform !== platform) continue;
    if (event.turn !== turn || !event.verified) continue;
    const { at, answers } = event;
    return { seq, at, tookMs: durationMs(at - askedAt), answers };
  }
  return null;
}

const noticeOf = ({
  id,
  stage,
  content,
  plan,
  deliveries,
  firstAcceptedAt,
}: Notice): DrillNotice => ({
  id,
  stage,
  phase: content.phase,
  marked: content.drill,
  firstAcceptedAt: firstAcceptedAt ?? null,
  ...(plan && { plan }),
  ...(deliveries && { deliveries }),
});

function bystanders(
  before: State,
  after: State,
  others: readonly Platform[],
  lines: readonly ReplayedLine[],
): readonly Bystander[] {
  return others.map(({ id, name }) => ({
    platform: id,
    name,
    shelter: { before: standingOf(before, id), after: standingOf(after, id) },
    turns: lines.flatMap(({ entry: { seq, event, actions } }) =>
      actions
        .filter((action) => action.kind === 'turn-dns')
        .filter(({ platform }) => platform === id)
        .map((action) => ({ seq, at: event.at, action })),
    ),
    answered: lines
      .filter(({ entry: { event } }) => event.kind === 'dns-turned' && event.platform === id)
      .map(({ entry }) => entry.seq),
  }));
}

function standingOf({ platforms }: State, id: PlatformId): Standing {
  const { hold = false, mirrorShare = 0, stay = false } = platforms[id]?.shelter ?? {};
  return { hold, mirrorShare, stay };
}
