import type { PlatformState, State } from '../../core/incident/state.ts';
import type { Notice } from '../../core/notice/notice.ts';
import { between, type EpochMs, hours, type PlatformId, platformId } from '../../core/units.ts';

/** A figure and what it is of. */
export interface Measured {
  readonly value: number;
  readonly which: readonly string[];
}

/** Names that one line shows: the worst place to list five hundred platforms. Chosen. */
const WHICH_MAX = 5;

/** As many names as a line shows, in order. */
export const few = (names: Iterable<string>): readonly string[] =>
  [...new Set(names)].toSorted().slice(0, WHICH_MAX);

const platformsOf = ({ platforms }: Pick<State, 'platforms'>) =>
  Object.entries(platforms) as [PlatformId, PlatformState][];

const inSec = (from: EpochMs, now: EpochMs): number => Math.floor(between(from, now) / 1_000);

/** Vantages that saw nothing when a round was last written down. */
export function blindVantages(state: Pick<State, 'platforms'>): Measured {
  const blind = new Set(platformsOf(state).flatMap(([, { blind: of }]) => [...of]));
  return { value: blind.size, which: few(blind) };
}

/** Mirrors that were never measured, or may not serve. */
export function unfitMirrors(
  { platforms }: Pick<State, 'platforms'>,
  mirrored: readonly PlatformId[],
): Measured {
  const unfit = mirrored.filter((id) => platforms[platformId(id)]?.mirror?.fit !== true);
  return { value: unfit.length, which: few(unfit) };
}

/** Since when the oldest turn was not seen at the name servers. */
export function unseenTurns(state: Pick<State, 'platforms'>, now: EpochMs): Measured {
  const open = platformsOf(state).flatMap(([id, { shelter }]) =>
    shelter.verified || shelter.turnedAt === null || shelter.turn === 0
      ? []
      : [{ id, sec: inSec(shelter.turnedAt, now) }],
  );
  return {
    value: Math.max(0, ...open.map(({ sec }) => sec)),
    which: few(open.map(({ id }) => id)),
  };
}

/** Notices whose plan is not made, or whose hour has come and that do not go. One that is held may wait. */
export function overdueNotices({ notices }: Pick<State, 'notices'>, now: EpochMs): Measured {
  const overdue = Object.values(notices).flatMap((notice) => {
    const due = dueAt(notice);
    return due === null || due >= now ? [] : [{ id: notice.id, sec: inSec(due, now) }];
  });
  return {
    value: Math.max(0, ...overdue.map(({ sec }) => sec)),
    which: few(overdue.filter(({ sec }) => sec > 0).map(({ id }) => id)),
  };
}

function dueAt({ stage, plannedAt, sendAt }: Notice): EpochMs | null {
  if (stage === 'planning') return plannedAt;
  return stage === 'waiting' ? sendAt : null;
}

/** Nobody strikes a task out: those of a day are still somebody's. Chosen. */
const OF_THE_DAY = hours(24);

/** Tasks that were raised within a day. */
export function tasksOfTheDay({ tasks }: Pick<State, 'tasks'>, now: EpochMs): Measured {
  const recent = Object.values(tasks).filter(({ at }) => between(at, now) <= OF_THE_DAY);
  return { value: recent.length, which: few(recent.map(({ task }) => task.kind)) };
}
