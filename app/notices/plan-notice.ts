import { PreauError } from '../../core/errors.ts';
import type { Action } from '../../core/incident/action.ts';
import type { PlanRates } from '../../core/notice/estimate-plan.ts';
import { RINGING_HOURS } from '../../core/notice/hold-for-quiet-hours.ts';
import type { PlanSummary } from '../../core/notice/notice.ts';
import { planDeliveries } from '../../core/notice/plan.ts';
import { renderSms } from '../../core/notice/render-sms.ts';
import type { Wordings } from '../../core/notice/wording.ts';
import type { Platform } from '../../core/platform.ts';
import type { Ports, SchoolWithContacts } from '../ports.ts';

/** What a plan needs of the configuration. */
export interface PlanSettings {
  readonly platforms: readonly Platform[];
  readonly wordings: Wordings;
  /** The zone that notices tell the time in, but for platforms with their own. */
  readonly timeZone: string;
  readonly rates: PlanRates;
  /** SHA-256, lower-case hexadecimal. */
  readonly hash: (text: string) => string;
}

export type PlanPorts = Pick<Ports, 'directory' | 'deliveries' | 'clock'>;
export type PlanAction = Extract<Action, { kind: 'plan-notice' }>;

/**
 * Write down, durably, what each recipient of a notice is owed.
 *
 * Made twice it adds nothing. Over the budget it writes nothing, and the summary says so in
 * `refused`: that is an answer, not a failure.
 *
 * @throws PreauError `not-found` when the configuration no longer has the notice's platform
 */
export async function planNotice(
  ports: PlanPorts,
  settings: PlanSettings,
  action: PlanAction,
): Promise<PlanSummary> {
  const { content, notice } = action;
  const platform = settings.platforms.find(({ id }) => id === content.platform);
  if (platform === undefined) {
    throw new PreauError(
      'not-found',
      `notice ${notice}: expected platform ${content.platform} in the configuration, which does ` +
        'not have it. Put it back, or cancel the notice.',
    );
  }
  const { wordings, timeZone, rates, hash } = settings;
  const schools = await collect(ports.directory.schoolsFor(platform));
  const silent = await ports.deliveries.optedOut();
  const plan = planDeliveries(withoutSilent(schools, silent), {
    notice,
    content,
    owners: platform.owners,
    now: ports.clock.now(),
    rates,
    ringingHours: RINGING_HOURS,
    smsSegments: {
      fr: renderSms(content, wordings.fr, timeZone).segments,
      en: renderSms(content, wordings.en, timeZone).segments,
    },
    hash,
    ...(content.corrects
      ? { readers: await ports.deliveries.readers(content.corrects.notice) }
      : {}),
  });
  if (plan.kind === 'planned') {
    await ports.deliveries.noteUnreachable(plan.unreachable);
    await ports.deliveries.plan(plan.deliveries);
  }
  return plan.summary;
}

/** Who asked for silence gets none of it; a school that is left without a contact becomes a task. */
const withoutSilent = (
  schools: readonly SchoolWithContacts[],
  silent: ReadonlySet<string>,
): readonly SchoolWithContacts[] =>
  silent.size === 0
    ? schools
    : schools.map(({ school, contacts }) => ({
        school,
        contacts: contacts.filter(({ address }) => !silent.has(address)),
      }));

/** All at once: a contact that serves several schools is only known when all have been read. */
async function collect(
  schools: AsyncIterable<SchoolWithContacts>,
): Promise<readonly SchoolWithContacts[]> {
  const all: SchoolWithContacts[] = [];
  for await (const school of schools) all.push(school);
  return all;
}
