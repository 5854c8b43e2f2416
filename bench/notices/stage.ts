import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../adapters/local/clock.ts';
import { openDeliveries } from '../../adapters/local/deliveries.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import { readNoticeWordings } from '../../adapters/local/notice-wordings.ts';
import { planNotice } from '../../app/notices/plan-notice.ts';
import { rateLimit } from '../../app/notices/rate-limit.ts';
import type { SendPorts, SendSettings } from '../../app/notices/send-settings.ts';
import { sendNotice } from '../../app/notices/send-notice.ts';
import type { Mail } from '../../app/ports.ts';
import { SMS_SPACING } from '../../core/notice/sms-limits.ts';
import { schoolCalendar } from '../../core/school/school-calendar.ts';
import { COMPILE_CACHE } from '../../home/compile-cache.ts';
import type { Figure } from '../figure.ts';
import { content, platform, schools } from './fixture.ts';
import type { Plan } from './plan.ts';

/** What a part of the bench runs with. */
export interface Stage {
  readonly plan: Plan;
  /** Its own, empty, and removed after it. */
  readonly folder: string;
  readonly say: (progress: string) => void;
}

export type PhaseRun = (stage: Stage) => Promise<readonly Figure[]>;

export const NOTICE = 'bench/outage/1';
export const FROM = 'alertes@preau.example';
export const TIME_ZONE = 'Europe/Paris';
const UNLIMITED_PER_SEC = 1_000_000;
/** None is in the way: the bench measures work, not a budget. */
const RATES = {
  mailsPerSec: 1_000,
  smsPartsPerSec: 1_000,
  eurosPerSmsPart: 0,
  eurosPerThousandMails: 0,
  budgetEuros: 1_000,
};

/** Plan one notice to that many schools into a ledger. @returns how many mails it owes */
export async function planInto(
  deliveries: ReturnType<typeof openDeliveries>,
  count: number,
): Promise<number> {
  const directory = {
    schoolsFor: () => schools(count),
    count: async () => ({ schools: 0, mails: 0, mobiles: 0 }),
  };
  const { mails } = await planNotice(
    { directory, deliveries, clock: systemClock },
    {
      platforms: [platform],
      wordings: readNoticeWordings(),
      timeZone: TIME_ZONE,
      rates: RATES,
      calendar: schoolCalendar([], []),
      smsSpacingMs: SMS_SPACING,
      hash: hashOf,
    },
    { key: 'bench/plan', kind: 'plan-notice', notice: NOTICE, content },
  );
  return mails;
}

/** Send what that notice owes, with no limit of rate. */
export async function sendAll(
  ports: Omit<SendPorts, 'clock'>,
  paces: { readonly concurrency: number; readonly batch: number },
): Promise<Awaited<ReturnType<typeof sendNotice>>['deliveries']> {
  const turnstile = rateLimit(systemClock, UNLIMITED_PER_SEC);
  const settings: SendSettings = {
    wordings: readNoticeWordings(),
    timeZone: TIME_ZONE,
    smsSender: 'PREAU',
    mailDomain: 'preau.example',
    unsubscribeUrl: ({ key }) => `https://preau.example/stop/${key.slice(-16)}`,
    hash: hashOf,
    mail: { turnstile, ...paces },
    sms: { turnstile, concurrency: 2, batch: 2 },
  };
  const action = { key: 'bench/send', kind: 'send-notice', notice: NOTICE, content } as const;
  const never = new AbortController().signal;
  const run = await sendNotice({ ...ports, clock: systemClock }, settings, action, never);
  return run.deliveries;
}

/** Plan, then send by mail alone. @returns seconds of sending, when all was accepted */
export async function sendByMail(
  file: string,
  count: number,
  mail: Mail,
  paces: { readonly concurrency: number; readonly batch: number },
): Promise<number> {
  const deliveries = openDeliveries(file);
  try {
    const mails = await planInto(deliveries, count);
    const startedMs = performance.now();
    const { accepted } = await sendAll({ deliveries, mail }, paces);
    const seconds = (performance.now() - startedMs) / 1_000;
    if (accepted !== mails) throw new Error(`accepted ${accepted} of ${mails}`);
    return seconds;
  } finally {
    deliveries.close();
  }
}

/** A process of the bench's own, and the first thing that it says. */
export interface Helper<Said> {
  readonly child: ChildProcess;
  readonly said: Said;
  stop(): Promise<void>;
}

/** @param name of a file beside this one */
export async function startHelper<Said>(
  name: string,
  args: readonly string[],
  execArgv: readonly string[] = [],
): Promise<Helper<Said>> {
  const path = fileURLToPath(new URL(name, import.meta.url));
  const env = { NODE_COMPILE_CACHE: COMPILE_CACHE, ...process.env };
  const child = fork(path, [...args], { execArgv: [...execArgv], env });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said = await new Promise<Said>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Said));
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  return {
    child,
    said,
    stop: async () => {
      child.kill();
      await gone;
    },
  };
}
