import type { State, Task } from '../../core/incident/state.ts';
import type { DeliverySummary } from '../../core/notice/notice.ts';
import type { Policy } from '../../core/policy.ts';
import { between, type EpochMs, type IncidentId, minutes, platformId } from '../../core/units.ts';
import type { NoticeTask } from '../notices/notice-tasks.ts';
import { clockLines } from './clock-line.ts';
import { incidentLine, type IncidentLine } from './incident-line.ts';
import { LOOKS, type Look } from './look.ts';
import { noticeLine, type NoticeLine } from './notice-line.ts';
import { platformLine, type PlatformLine } from './platform-line.ts';
import type { RenderNotice } from './rendered-notice.ts';
import type { ShareTurn } from './share-turn.ts';
import { type TaskGroup, taskGroup } from './task-group.ts';
import { wordTask, type WordedTask } from './word-task.ts';
import type { Words } from './words.ts';

/** What the view needs beside state and policy: the home's own circumstances and its words. */
export interface NowExtras {
  /** The home's clock, which a rehearsal runs faster than the wall's. */
  readonly now: EpochMs;
  /** Milliseconds of the home's clock in one real millisecond; 1 outside rehearsals. */
  readonly pace: number;
  readonly rehearsal: boolean;
  readonly language: 'fr' | 'en';
  /** The locale's words; keys of `console` and `cause` are asked for. */
  readonly words: Words;
  readonly render: RenderNotice;
  /**
   * When the latest round of probes ended, where others than this process make them; null before
   * the first. @default now
   */
  readonly observedAt?: EpochMs | null;
  /** Live counts of a notice's deliveries while it is being sent; null when none are known. */
  readonly deliveries?: (notice: string) => DeliverySummary | null;
  /** Whom a notice did not reach, by name; without it none are told. */
  readonly missed?: (notice: string) => readonly NoticeTask[];
  /** How many schools and owners said that they had read a notice; null when none are known. */
  readonly answered?: (notice: string) => number | null;
  /** Turns of the DNS in an incident, from the journal; without it only the latest one is told. */
  readonly turns?: (incident: IncidentId) => readonly Pick<ShareTurn, 'at' | 'mirrorShare'>[];
}

/** Everything that the console's *Now* shows, worded, in plain JSON. */
export interface NowView {
  readonly at: EpochMs;
  readonly pace: number;
  readonly rehearsal: boolean;
  /** True while a drill runs on any platform. */
  readonly drill: boolean;
  readonly language: 'fr' | 'en';
  readonly timeZone: string;
  readonly organisation: string;
  /** One sentence for the whole, e.g. `2 en panne, 3 à l'abri, 2 en service`. */
  readonly summary: string;
  /** The worst first; within one look, as configured. */
  readonly platforms: readonly PlatformLine[];
  /** Open ones first, then the latest; at most {@link MOST_INCIDENTS}. */
  readonly incidents: readonly IncidentLine[];
  /** Not yet sent, the next to go first. */
  readonly coming: readonly NoticeLine[];
  /** Being sent, sent, cancelled or refused, the latest first; at most {@link MOST_NOTICES}. */
  readonly gone: readonly NoticeLine[];
  /** The oldest first. */
  readonly tasks: readonly TaskLine[];
  /** Names of own vantages that see nothing themselves, and so have no vote. */
  readonly blind: readonly string[];
  /** Set when nobody has measured anything for {@link UNSEEN_AFTER}: what is shown may be past. */
  readonly unseenSince: EpochMs | null;
  readonly budgetEuros: number;
}

export interface TaskLine extends Omit<Task, 'task'>, WordedTask {
  readonly group: TaskGroup;
  /** The incident that it is of, where there is one: its page has more. */
  readonly incident: IncidentId | null;
  readonly platformName: string | null;
}

/** As the status page calls itself stale; a round is due every few seconds. Chosen. */
const UNSEEN_AFTER = minutes(5);

/** Bounds of the page, chosen: a day with more is read in the journal. */
const MOST_INCIDENTS = 40;
const MOST_NOTICES = 60;

/** Word the present state for the people who watch it. Pure: the same state gives the same view. */
export function nowView(state: State, policy: Policy, extras: NowExtras): NowView {
  const platforms = platformLines(state, policy, extras.words);
  const notices = Object.values(state.notices).map((notice) => noticeLine(notice, extras));
  return {
    at: extras.now,
    pace: extras.pace,
    rehearsal: extras.rehearsal,
    drill: platforms.some(({ drill }) => drill),
    language: extras.language,
    timeZone: policy.timeZone,
    organisation: policy.organisation,
    summary: summarise(platforms, extras.words),
    platforms,
    incidents: incidentLines(state, policy, extras),
    coming: notices
      .filter(({ coming }) => coming)
      .toSorted((one, other) => one.sendAt - other.sendAt),
    gone: notices
      .filter(({ coming }) => !coming)
      .toSorted((one, other) => other.sendAt - one.sendAt)
      .slice(0, MOST_NOTICES),
    tasks: taskLines(state, policy, extras),
    blind: blindVantages(state, policy),
    unseenSince: unseenSince(extras, state),
    budgetEuros: policy.notices.budgetEuros,
  };
}

function platformLines(state: State, policy: Policy, words: Words): readonly PlatformLine[] {
  const lines = policy.platforms.flatMap((platform) => {
    const known = state.platforms[platform.id];
    return known === undefined ? [] : [platformLine(platform, known, policy, words)];
  });
  return lines.toSorted((one, other) => LOOKS.indexOf(one.look) - LOOKS.indexOf(other.look));
}

function incidentLines(state: State, policy: Policy, extras: NowExtras): readonly IncidentLine[] {
  return Object.values(state.incidents)
    .toSorted(
      (one, other) =>
        Number(one.closedAt !== null) - Number(other.closedAt !== null) ||
        other.fellAt - one.fellAt,
    )
    .slice(0, MOST_INCIDENTS)
    .map((incident) => incidentLine(incident, state, policy, extras));
}

function taskLines(state: State, policy: Policy, extras: NowExtras): readonly TaskLine[] {
  const { missed = () => [] } = extras;
  const raised = Object.values(state.tasks).map(({ task, ...rest }) => ({
    ...rest,
    ...wordTask({ ...rest, task }, policy, extras),
    group: taskGroup(task.kind),
    incident: state.platforms[rest.platform ?? platformId('')]?.incident ?? null,
    platformName: policy.platforms.find(({ id }) => id === rest.platform)?.name ?? null,
  }));
  const people = Object.values(state.notices).flatMap(({ id, content, sendAt, finishedAt }) =>
    missed(id).map(({ key, title, remedy }) => ({
      key,
      at: finishedAt ?? sendAt,
      title,
      remedy,
      group: 'people' as const,
      incident: content.incident,
      platform: content.platform,
      platformName: content.platformName,
    })),
  );
  const asked = [...unrecorded(state, extras), ...running(state, policy, extras)];
  return [...raised, ...people, ...asked].toSorted((one, other) => one.at - other.at);
}

/** A legal clock that runs is something to do, whoever looks at the incident's own part of the page. */
const running = ({ incidents }: State, policy: Policy, extras: NowExtras): readonly TaskLine[] =>
  Object.values(incidents).flatMap((incident) =>
    clockLines(incident, extras.now, policy.timeZone, extras)
      .filter(({ isLate }) => !isLate)
      .map(({ kind, startedAt, text, about }) => ({
        key: `${incident.id}/clock/${kind}`,
        at: startedAt,
        title: text,
        remedy: about,
        group: 'clock' as const,
        incident: incident.id,
        platform: incident.platform,
        platformName: policy.platforms.find(({ id }) => id === incident.platform)?.name ?? null,
      })),
  );

/** Bound of the list, chosen: more are counted. */
const MOST_UNRECORDED = 6;

/** What the cause was is known weeks later, when nobody thinks of it any more: it is asked for. */
function unrecorded({ incidents }: State, { words }: NowExtras): readonly TaskLine[] {
  const open = Object.values(incidents)
    .filter(({ drill, closedAt, recorded = [] }) => !drill && closedAt !== null && !recorded.length)
    .toSorted((one, other) => other.fellAt - one.fellAt);
  const at = open.at(-1)?.closedAt ?? null;
  if (at === null) return [];
  const names = open.slice(0, MOST_UNRECORDED).map(({ reference }) => reference);
  const list = [...names, ...(open.length > names.length ? ['…'] : [])].join(', ');
  return [
    {
      key: 'cause-unrecorded',
      at,
      title: words('console.unrecorded.title', { count: open.length, list }),
      remedy: words('console.unrecorded.remedy'),
      group: 'cause',
      incident: null,
      platformName: null,
    },
  ];
}

/** Before the first round it goes by the journal, whose first line is this home's beginning. */
function unseenSince({ now, observedAt = now }: NowExtras, state: State): EpochMs | null {
  const at = observedAt ?? state.at;
  return between(at, now) > UNSEEN_AFTER ? at : null;
}

function blindVantages(state: State, policy: Policy): readonly string[] {
  const blind = new Set(Object.values(state.platforms).flatMap((platform) => platform.blind));
  return policy.vantages.filter(({ id }) => blind.has(id)).map(({ name }) => name);
}

/** E.g. `1 en panne · 3 à l'abri · 4 en service`; looks that nobody has are left out. */
function summarise(lines: readonly { readonly look: Look }[], words: Words): string {
  return LOOKS.map((look) => ({ look, count: lines.filter((line) => line.look === look).length }))
    .filter(({ count }) => count > 0)
    .map(({ look, count }) => words(`console.lookCount.${look}`, { count }))
    .join(' · ');
}
