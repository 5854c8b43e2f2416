import type { Action } from '../../core/incident/action.ts';
import type { EscalationOutcome } from '../../core/notice/escalation.ts';
import type { Notice } from '../../core/notice/notice.ts';
import { schoolsWithoutMail } from '../../core/notice/schools-without-mail.ts';
import { type Answers, answersOf, toTelephone } from '../../core/notice/silent-schools.ts';
import { PreauError } from '../../core/errors.ts';
import type { SchoolWithContacts } from '../ports.ts';
import { foreseePlan, type PlanPorts, type PlanSettings } from './plan-notice.ts';

export type EscalateAction = Extract<Action, { kind: 'escalate-notice' }>;

/**
 * Carry out one level for the schools that have not answered by now, or, for `fallback`, that no mail
 * reached. Done twice it adds nothing:
 * each SMS and each school on the list has its own key, and who has had an SMS of this notice is not
 * sent another.
 *
 * @param later this notice and those that followed it in its incident: an answer to any counts
 * @param others all notices of the journal, whose SMS and cost count against the limits
 * @throws PreauError `not-found` when the configuration no longer has the notice's platform
 */
export async function escalateNotice(
  ports: PlanPorts,
  settings: PlanSettings,
  action: EscalateAction,
  later: readonly string[],
  others: readonly Notice[],
): Promise<EscalationOutcome> {
  const { directory, deliveries } = ports;
  const { notice, content, level } = action;
  const platform = settings.platforms.find(({ id }) => id === content.platform);
  if (platform === undefined)
    throw new PreauError(
      'not-found',
      `notice ${notice}: expected platform ${content.platform} in the configuration, which does not have it. Put it back, or telephone.`,
    );
  const told: SchoolWithContacts[] = [];
  for await (const school of directory.schoolsFor(platform)) told.push(school);
  if (level === 'fallback') {
    const readers = await deliveries.readers(notice);
    const without = schoolsWithoutMail(await deliveries.unreached(notice, FAILED_MOST), readers);
    const silent = told.filter(({ school }) => without.has(school.uai));
    const sms = await planSms(ports, settings, action, { silent }, others);
    return { schools: without.size, acknowledged: 0, sms, telephone: 0 };
  }
  const acknowledgements = await Promise.all(later.map((id) => deliveries.acknowledgements(id)));
  const answers = answersOf(told, await deliveries.askedByMail(notice), acknowledgements.flat());
  const { schools, acknowledged, silent } = answers;
  const counted = { schools, acknowledged, sms: 0, telephone: 0 };
  if (level === 'sms')
    return { ...counted, sms: await planSms(ports, settings, action, answers, others) };
  await deliveries.noteToTelephone(silent.map(({ school }) => toTelephone(notice, school)));
  return { ...counted, telephone: silent.length };
}

/** @returns how many SMS were planned; over what is left of the budget none is */
async function planSms(
  ports: PlanPorts,
  settings: PlanSettings,
  { notice, content }: EscalateAction,
  { silent }: Pick<Answers<SchoolWithContacts>, 'silent'>,
  others: readonly Notice[],
): Promise<number> {
  const numbers = silent.map(({ school, contacts }) => ({
    school,
    contacts: contacts.filter(({ channel, origin }) => channel === 'sms' && origin === 'opt-in'),
  }));
  const { keepBack: _, ...everybody } = settings;
  const plan = await foreseePlan(
    { ...ports, directory: { schoolsFor: () => each(numbers) } },
    {
      ...everybody,
      platforms: settings.platforms.map((platform) => ({ ...platform, owners: [] })),
    },
    { notice, content },
    others,
  );
  const had = [
    ...(await ports.deliveries.readers(notice)),
    ...(await ports.deliveries.unreached(notice, FAILED_MOST)),
  ];
  const keys = new Set(had.map(({ key }) => key));
  const fresh = plan.deliveries.filter(({ key }) => !keys.has(key));
  // Its notice left long ago: each says itself when it leaves, for whoever spaces the next SMS.
  const now = ports.clock.now();
  await ports.deliveries.plan(fresh.map((one) => ({ ...one, notBefore: one.notBefore ?? now })));
  if (fresh.length > 0) return fresh.length;
  // Killed after it had planned and before it said so: what waits then has nobody yet who sends it.
  const isSent = others.some(({ id, stage }) => id === notice && stage === 'sent');
  return isSent && (await ports.deliveries.nextAt(notice, 'sms')) !== null ? 1 : 0;
}

/** More failures than this, and some may be counted as planned anew, which they never are. Chosen. */
const FAILED_MOST = 100_000;

async function* each<One>(all: readonly One[]): AsyncGenerator<One> {
  yield* all;
}
