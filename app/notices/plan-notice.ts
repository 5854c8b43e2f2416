import { PreauError } from '../../core/errors.ts';
import type { Action } from '../../core/incident/action.ts';
import type { PlanRates } from '../../core/notice/estimate-plan.ts';
import { RINGING_HOURS } from '../../core/notice/hold-for-quiet-hours.ts';
import type { Notice, NoticeContent, PlanSummary } from '../../core/notice/notice.ts';
import { openPlanner, type Plan } from '../../core/notice/plan.ts';
import { renderSms } from '../../core/notice/render-sms.ts';
import type { Wordings } from '../../core/notice/wording.ts';
import type { Platform } from '../../core/platform.ts';
import type { SchoolCalendar } from '../../core/school/school-calendar.ts';
import type { DurationMs } from '../../core/units.ts';
import type { Ports } from '../ports.ts';
import { earlierSms } from './earlier-sms.ts';
import { type KeepBack, keptBack } from './keep-back.ts';
import { readersOfWords } from './readers-of-words.ts';

/** What a plan needs of the configuration. */
export interface PlanSettings {
  readonly platforms: readonly Platform[];
  readonly wordings: Wordings;
  /** The zone that notices tell the time in, but for platforms with their own. */
  readonly timeZone: string;
  readonly rates: PlanRates;
  readonly calendar: SchoolCalendar;
  /** Between two SMS to one number; zero = no limit at all. */
  readonly smsSpacingMs: DurationMs;
  /** Numbers that wait until their school has not answered. Absent = none. */
  readonly keepBack?: KeepBack;
  /** SHA-256, lower-case hexadecimal. */
  readonly hash: (text: string) => string;
}

export type PlanPorts = Pick<Ports, 'directory' | 'deliveries' | 'clock'>;
export type PlanAction = Extract<Action, { kind: 'plan-notice' }>;
/** As much of the action as a plan is made of. */
export type PlannedNotice = Pick<PlanAction, 'notice' | 'content'> & Partial<PlanAction>;

/**
 * Write down, durably, what each recipient of a notice is owed.
 *
 * Made twice it adds nothing. Over what is left of the incident's budget the schools' SMS are left
 * out, and the summary says so: that is an answer, not a failure.
 *
 * @param others all notices of the journal, whose SMS this one must not follow too closely, and whose
 *   cost counts
 * @throws PreauError `not-found` when the configuration no longer has the notice's platform
 */
export async function planNotice(
  ports: PlanPorts,
  settings: PlanSettings,
  action: PlannedNotice,
  others: readonly Notice[] = [],
): Promise<PlanSummary> {
  const plan = await foreseePlan(ports, settings, action, others);
  await ports.deliveries.noteUnreachable(plan.unreachable);
  await ports.deliveries.plan(plan.deliveries);
  return plan.summary;
}

/** Reading is all that foreseeing needs. */
export interface ForeseePorts {
  readonly directory: Pick<Ports['directory'], 'schoolsFor'>;
  readonly deliveries: Pick<Ports['deliveries'], 'optedOut' | 'readers' | 'mayHaveRead'>;
  readonly clock: Pick<Ports['clock'], 'now'>;
}

/**
 * The plan that a notice would have now; nothing is written.
 *
 * @throws PreauError as {@link planNotice}
 */
export async function foreseePlan(
  ports: ForeseePorts,
  settings: PlanSettings,
  { content, notice }: PlannedNotice,
  others: readonly Notice[] = [],
): Promise<Plan> {
  const platform = platformOf(settings, content, notice);
  const { wordings, timeZone, rates, hash, calendar, smsSpacingMs } = settings;
  const silent = await ports.deliveries.optedOut();
  const now = ports.clock.now();
  const own = others.find(({ id }) => id === notice);
  const planner = openPlanner({
    notice,
    content,
    owners: platform.owners,
    now,
    ...(own && { sendAt: own.sendAt }),
    rates: {
      ...rates,
      budgetEuros: Math.max(0, rates.budgetEuros - spentOn(content, others, rates)),
    },
    ringingHours: RINGING_HOURS,
    calendar,
    timeZone,
    smsSpacingMs,
    earlierSms: await earlierSms(ports.deliveries, others, notice, now, rates.smsPartsPerSec),
    smsSegments: {
      fr: renderSms(content, wordings.fr, timeZone).segments,
      en: renderSms(content, wordings.en, timeZone).segments,
    },
    hash,
    silent,
    ...(content.corrects
      ? { readers: await readersOfWords(ports.deliveries, { id: notice, content }, others) }
      : {}),
  });
  const kept = keptBack(content.phase, settings.keepBack, silent);
  for await (const school of ports.directory.schoolsFor(platform)) planner.add(kept(school));
  return planner.end();
}

/**
 * In euros, by what notices of the incident that left, or will, were planned to cost, and the SMS that
 * followed where nobody had answered or mails came back, each of one part.
 */
const spentOn = (
  { incident }: NoticeContent,
  notices: readonly Notice[],
  { eurosPerSmsPart }: PlanSettings['rates'],
): number =>
  notices
    .filter(({ content, stage }) => content.incident === incident && !NEVER_LEAVES.includes(stage))
    .reduce((sum, { plan, escalations = [] }) => {
      const later = escalations.reduce((count, { outcome }) => count + (outcome?.sms ?? 0), 0);
      return sum + (plan?.costEuros ?? 0) + later * eurosPerSmsPart;
    }, 0);

const NEVER_LEAVES: readonly Notice['stage'][] = ['refused', 'cancelled'];

function platformOf(settings: PlanSettings, content: NoticeContent, notice: string): Platform {
  const platform = settings.platforms.find(({ id }) => id === content.platform);
  if (platform !== undefined) return platform;
  throw new PreauError(
    'not-found',
    `notice ${notice}: expected platform ${content.platform} in the configuration, which does ` +
      'not have it. Put it back, or cancel the notice.',
  );
}
