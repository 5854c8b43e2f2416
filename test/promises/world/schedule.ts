import { type EpochMs, epochMs, minutes } from '../../../core/units.ts';
import type { Chance } from './chance.ts';
import type { Fault, FaultKind } from './fault.ts';
import type { Landscape } from './landscape.ts';

/** How long faults come and go in one world. */
export const SCHEDULE_MS = minutes(20);

/** How often a kind comes, against the others of its list; whom it befalls; how long it lasts, in seconds. */
interface Habit {
  readonly kind: FaultKind;
  readonly weight: number;
  readonly on?: 'platform' | 'hoster' | 'vantage' | 'process';
  readonly sec: readonly [number, number];
}

/** What makes a platform fall, or seem to. */
const FALLS: readonly Habit[] = [
  { kind: 'origin-down', weight: 6, on: 'platform', sec: [20, 240] },
  { kind: 'origin-hangs', weight: 3, on: 'platform', sec: [20, 240] },
  { kind: 'origin-flaps', weight: 3, on: 'platform', sec: [90, 400] },
  { kind: 'origin-browns-out', weight: 2, on: 'platform', sec: [120, 480] },
  { kind: 'origin-errs-under-200', weight: 2, on: 'platform', sec: [40, 240] },
  { kind: 'origin-overloaded', weight: 3, on: 'platform', sec: [120, 600] },
  { kind: 'origin-closed', weight: 1, on: 'platform', sec: [60, 300] },
  { kind: 'hoster-down', weight: 3, on: 'hoster', sec: [40, 240] },
];

/** What stands in the way of whoever would help. */
const HINDRANCES: readonly Habit[] = [
  { kind: 'mirror-down', weight: 3, on: 'platform', sec: [30, 1_000] },
  { kind: 'mirror-stale', weight: 3, on: 'platform', sec: [30, 1_000] },
  { kind: 'mirror-certificate', weight: 1, on: 'platform', sec: [30, 600] },
  { kind: 'mirror-record-unreadable', weight: 1, on: 'platform', sec: [30, 300] },
  { kind: 'vantage-cut', weight: 2, on: 'vantage', sec: [20, 400] },
  { kind: 'vantages-cut', weight: 2, sec: [20, 300] },
  { kind: 'vantage-silent', weight: 2, on: 'vantage', sec: [20, 400] },
  { kind: 'vantage-lies', weight: 2, on: 'vantage', sec: [20, 400] },
  { kind: 'clock-skewed', weight: 1, on: 'process', sec: [60, 600] },
  { kind: 'dns-api-down', weight: 2, sec: [30, 900] },
  { kind: 'dns-api-throttled', weight: 2, sec: [30, 600] },
  { kind: 'dns-change-pending', weight: 1, sec: [30, 300] },
  { kind: 'dns-answer-lost', weight: 2, sec: [30, 300] },
  { kind: 'dns-change-forgotten', weight: 1, sec: [20, 120] },
  { kind: 'hold-store-down', weight: 2, sec: [30, 600] },
  { kind: 'name-server-silent', weight: 1, sec: [30, 300] },
  { kind: 'name-server-stale', weight: 1, sec: [30, 300] },
  { kind: 'store-down', weight: 2, sec: [10, 200] },
  { kind: 'store-answer-lost', weight: 2, sec: [10, 300] },
  { kind: 'ledger-down', weight: 2, sec: [10, 300] },
  { kind: 'ledger-answer-lost', weight: 2, sec: [10, 300] },
  { kind: 'message-lost', weight: 2, sec: [10, 200] },
  { kind: 'message-doubled', weight: 2, sec: [30, 600] },
  { kind: 'message-late', weight: 2, sec: [30, 600] },
  { kind: 'mail-down', weight: 2, sec: [30, 600] },
  { kind: 'mail-answer-lost', weight: 2, sec: [30, 600] },
  { kind: 'mail-quota', weight: 2, sec: [30, 900] },
  { kind: 'mail-refuses', weight: 2, sec: [30, 600] },
  { kind: 'mail-bounces', weight: 2, sec: [30, 600] },
  { kind: 'sms-down', weight: 2, sec: [30, 600] },
  { kind: 'sms-answer-lost', weight: 2, sec: [30, 600] },
  { kind: 'sms-quota', weight: 2, sec: [30, 900] },
  { kind: 'sms-refuses', weight: 1, sec: [30, 600] },
  { kind: 'sms-fails-later', weight: 1, sec: [30, 600] },
  { kind: 'directory-down', weight: 1, sec: [30, 300] },
  { kind: 'evidence-down', weight: 1, sec: [30, 300] },
  { kind: 'feed-hostile', weight: 2, sec: [60, 900] },
  { kind: 'killed', weight: 6, sec: [0, 0] },
  { kind: 'stopped', weight: 2, sec: [60, 400] },
];

/** What people do, mostly at a bad moment. */
const PEOPLE: readonly Habit[] = [
  { kind: 'person-shelters', weight: 5, on: 'platform', sec: [0, 0] },
  { kind: 'person-releases', weight: 2, on: 'platform', sec: [0, 0] },
  { kind: 'person-vetoes', weight: 2, on: 'platform', sec: [0, 0] },
  { kind: 'person-lifts-veto', weight: 2, on: 'platform', sec: [0, 0] },
  { kind: 'person-suspends', weight: 1, on: 'platform', sec: [0, 0] },
  { kind: 'person-resumes', weight: 1, on: 'platform', sec: [0, 0] },
  { kind: 'person-shares', weight: 1, on: 'platform', sec: [0, 0] },
  { kind: 'person-starts-drill', weight: 5, on: 'platform', sec: [0, 0] },
  { kind: 'person-ends-drill', weight: 2, on: 'platform', sec: [0, 0] },
  { kind: 'person-holds-notice', weight: 2, sec: [0, 0] },
  { kind: 'person-cancels-notice', weight: 1, sec: [0, 0] },
  { kind: 'person-releases-notice', weight: 2, sec: [0, 0] },
  { kind: 'person-claims', weight: 2, on: 'platform', sec: [0, 0] },
  { kind: 'person-confirms-cause', weight: 2, on: 'platform', sec: [0, 0] },
  { kind: 'person-records-cause', weight: 1, on: 'platform', sec: [0, 0] },
  { kind: 'contact-leaves', weight: 2, sec: [0, 0] },
  { kind: 'contact-confirms', weight: 2, sec: [0, 0] },
];

/** The faults of one world, in the order of time. All end within {@link SCHEDULE_MS}. */
export function drawSchedule(landscape: Landscape, chance: Chance): readonly Fault[] {
  const platforms = landscape.policy.platforms.filter(({ mirror }) => mirror !== undefined).length;
  const some = (habits: readonly Habit[], least: number, most: number): readonly Fault[] =>
    Array.from({ length: chance.between(least, most) }, () => draw(habits, landscape, chance));
  return [
    ...some(FALLS, 2 * platforms, 3 * platforms + 2),
    ...some(HINDRANCES, 2, 8),
    ...some(PEOPLE, 0, 7),
  ].toSorted((one, other) => one.from - other.from);
}

function draw(habits: readonly Habit[], landscape: Landscape, chance: Chance): Fault {
  const { kind, on, sec } = byWeight(habits, chance);
  const [least, most] = sec;
  const lastsMs = chance.between(least, most) * 1_000;
  const from = landscape.startsAt + 60_000 + chance.below(SCHEDULE_MS - 60_000 - lastsMs);
  const whom = on === undefined ? undefined : whomOf(on, landscape, chance);
  return {
    kind,
    from: from as EpochMs,
    until: epochMs(from + lastsMs),
    ...(whom !== undefined && { on: whom }),
    how: chance.next(),
  };
}

function byWeight(habits: readonly Habit[], chance: Chance): Habit {
  let left = chance.next() * habits.reduce((sum, { weight }) => sum + weight, 0);
  for (const habit of habits) {
    left -= habit.weight;
    if (left < 0) return habit;
  }
  return chance.pick(habits);
}

function whomOf(
  on: NonNullable<Habit['on']>,
  { policy }: Landscape,
  chance: Chance,
): string | undefined {
  const mirrored = policy.platforms.filter(({ mirror }) => mirror !== undefined);
  switch (on) {
    case 'platform':
      return chance.pick(mirrored).id;
    case 'hoster':
      return chance.pick(mirrored).hoster;
    case 'vantage':
      return chance.pick(policy.vantages.filter(({ by }) => by === undefined)).id;
    case 'process':
      return undefined;
  }
}
