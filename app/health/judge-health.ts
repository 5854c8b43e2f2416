import { HEALTH_LINES, type HealthName, healthShapeOf } from '../../config/health-lines.ts';
import type { NoticeStage } from '../../core/notice/notice.ts';
import { between, hours } from '../../core/units.ts';
import { healthBounds } from './health-bounds.ts';
import type { HealthFacts } from './health-facts.ts';
import type { HealthLine, HealthPicture, HealthVerdict } from './health-picture.ts';
import {
  blindVantages,
  few,
  type Measured,
  overdueNotices,
  tasksOfTheDay,
  unfitMirrors,
  unseenTurns,
} from './state-facts.ts';

/** A figure that could not be taken. */
const UNTAKEN = { value: null, which: [] } as const;

type Taken = Measured | typeof UNTAKEN;

/**
 * Judge how a home does, from facts alone.
 *
 * What could not be found out is never well: dead where the line is vital, late elsewhere.
 */
export function judgeHealth(facts: HealthFacts): HealthPicture {
  const bounds = healthBounds(facts);
  const measured = measuredOf(facts);
  const lines = (Object.keys(HEALTH_LINES) as HealthName[]).flatMap((name): HealthLine[] => {
    const taken = measured[name];
    if (taken === undefined) return [];
    const { value, which } = taken;
    const verdict = verdictOf(name, value, bounds[name]);
    return [{ name, value, bounds: bounds[name], verdict, which: verdict === 'ok' ? [] : which }];
  });
  return {
    at: facts.now,
    healthy: !lines.some(({ name, verdict }) => verdict === 'dead' && healthShapeOf(name).vital),
    verdict: worstOf(lines),
    lines,
    shares: sharesOf(facts),
    notices: stagesOf(facts),
  };
}

function measuredOf(facts: HealthFacts): { readonly [name in HealthName]?: Taken } {
  const { now, state, outbox } = facts;
  return {
    ...(facts.running !== undefined && { home: alone(facts.running ? 1 : 0) }),
    rounds: facts.roundEndedAt === null ? UNTAKEN : alone(secSince(facts.roundEndedAt, now)),
    ...(facts.journal && { journal: journalOf(facts.journal, now) }),
    outbox: outbox === null ? UNTAKEN : alone(Math.floor(outbox.oldestMs / 1_000)),
    backlog: outbox === null ? UNTAKEN : alone(outbox.open),
    ...(facts.namesAnswer !== undefined && { names: alone(facts.namesAnswer ? 1 : 0) }),
    ...(facts.freeBytes !== undefined && { disk: orUntaken(facts.freeBytes) }),
    ...(facts.clockAheadMs !== undefined && {
      clock: alone(Math.floor(Math.abs(facts.clockAheadMs) / 1_000)),
    }),
    vantages: blindVantages(state),
    mirrors: unfitMirrors(state, facts.mirrored),
    turns: unseenTurns(state, now),
    notices: overdueNotices(state, now),
    ...(facts.pages && facts.pages.length > 0 && { pages: pagesOf(facts.pages, now) }),
    tasks: tasksOfTheDay(state, now),
    ...webhooksOf(facts),
    ...certificatesOf(facts),
    ...(facts.deadLetters !== undefined && { 'dead-letters': orUntaken(facts.deadLetters) }),
    ...(facts.alarms !== undefined && {
      alarms:
        facts.alarms === null ? UNTAKEN : { value: facts.alarms.length, which: few(facts.alarms) },
    }),
  };
}

const alone = (value: number): Measured => ({ value, which: [] });
const orUntaken = (value: number | null): Taken => (value === null ? UNTAKEN : alone(value));
const secSince = (at: HealthFacts['now'], now: HealthFacts['now']): number =>
  Math.floor(between(at, now) / 1_000);

/** What has just failed is late already, and is rounded up. */
function journalOf(journal: NonNullable<HealthFacts['journal']>, now: HealthFacts['now']): Taken {
  if ('untoldMs' in journal)
    return orUntaken(journal.untoldMs && Math.floor(journal.untoldMs / 1_000));
  const since = journal.unwrittenSince;
  return alone(since === null ? 0 : Math.max(1, secSince(since, now)));
}

/** The host that is behind the most; one that was never written cannot be told an age. */
function pagesOf(pages: NonNullable<HealthFacts['pages']>, now: HealthFacts['now']): Taken {
  if (pages.some(({ writtenAt }) => writtenAt === null)) return UNTAKEN;
  const aged = pages.map(({ host, writtenAt }) => ({ host, sec: secSince(writtenAt ?? now, now) }));
  const value = Math.max(...aged.map(({ sec }) => sec));
  return { value, which: few(aged.filter(({ sec }) => sec === value).map(({ host }) => host)) };
}

/** The message that has waited the longest, and how many wait; named are those that some wait for. */
function webhooksOf({ webhooks, now }: HealthFacts) {
  if (webhooks === undefined || webhooks?.length === 0) return {};
  if (webhooks === null) return { webhooks: UNTAKEN, 'webhook-calls': UNTAKEN };
  const which = few(webhooks.flatMap(({ endpoint, calls }) => (calls > 0 ? [endpoint] : [])));
  const ages = webhooks.map(({ since }) => (since === null ? 0 : secSince(since, now)));
  const calls = webhooks.reduce((sum, one) => sum + one.calls, 0);
  return {
    webhooks: { value: Math.max(0, ...ages), which },
    'webhook-calls': { value: calls, which },
  };
}

/** The first that ends; without any that was shown there is nothing to tell. */
function certificatesOf({ certificates = [], now }: HealthFacts): { certificates?: Measured } {
  const [first] = certificates.toSorted((one, other) => one.endsAt - other.endsAt);
  if (first === undefined) return {};
  const value = Math.floor((first.endsAt - now) / hours(24));
  return { certificates: { value, which: [`${first.platform} (${first.whose})`] } };
}

function verdictOf(
  name: HealthName,
  value: number | null,
  { late, dead, least }: HealthLine['bounds'],
): HealthVerdict {
  if (value === null) return healthShapeOf(name).vital ? 'dead' : 'late';
  const beyond = (bound: number | null): boolean =>
    bound !== null && (least ? value < bound : value > bound);
  if (beyond(dead)) return 'dead';
  return beyond(late) ? 'late' : 'ok';
}

const RANK: readonly HealthVerdict[] = ['ok', 'late', 'dead'];

const worstOf = (lines: readonly HealthLine[]): HealthVerdict =>
  RANK[Math.max(0, ...lines.map(({ verdict }) => RANK.indexOf(verdict)))] ?? 'dead';

const sharesOf = ({ state: { platforms } }: HealthFacts): HealthPicture['shares'] =>
  Object.entries(platforms).map(([platform, { shelter }]) => ({
    platform,
    share: shelter.mirrorShare,
    verified: shelter.verified,
  }));

const STAGES: readonly NoticeStage[] = [
  'planning',
  'waiting',
  'held',
  'cancelled',
  'sending',
  'sent',
  'refused',
  'failed',
];

function stagesOf({ state: { notices } }: HealthFacts): HealthPicture['notices'] {
  const all = Object.values(notices);
  const count = (stage: NoticeStage): number => all.filter((one) => one.stage === stage).length;
  return Object.fromEntries(
    STAGES.map((stage) => [stage, count(stage)]),
  ) as HealthPicture['notices'];
}
