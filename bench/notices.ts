import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../adapters/local/clock.ts';
import { openDeliveries } from '../adapters/local/deliveries.ts';
import { hashOf } from '../adapters/local/hash.ts';
import { createSmtpMail } from '../adapters/local/mail.ts';
import { readNoticeWordings } from '../adapters/local/notice-wordings.ts';
import { createGatewaySms } from '../adapters/local/sms.ts';
import { planNotice } from '../app/notices/plan-notice.ts';
import { rateLimit } from '../app/notices/rate-limit.ts';
import { sendNotice } from '../app/notices/send-notice.ts';
import { renderMail } from '../core/notice/render-mail.ts';
import { SMS_SPACING } from '../core/notice/sms-limits.ts';
import { schoolCalendar } from '../core/school/school-calendar.ts';
import type { Bench } from './bench.ts';
import { atLeast, atMost, type Figure, median } from './figure.ts';
import { content, platform, RECIPIENTS, schoolsFor } from './notices-fixture.ts';
import { insertOnly, sendBare } from './notices-peer.ts';

const RUNS = 3;

/** Chosen from the brief of an outage: 10,000 schools within 5 minutes. */
const TARGET_PER_SEC = 10_000 / 300;

const FROM = 'Préau <alertes@preau.example>';
const TIME_ZONE = 'Europe/Paris';
const RATES = {
  mailsPerSec: 100,
  smsPartsPerSec: 10,
  eurosPerSmsPart: 0.07,
  eurosPerThousandMails: 0,
  budgetEuros: 1_000,
};

/** Plan and send one notice to as many mailboxes as the sample directories have schools. */
export const notices: Bench = {
  name: 'notices',
  method:
    `Median of ${RUNS} runs. One notice to ${RECIPIENTS} mailboxes of an SMTP sink that is a process ` +
    'of its own on the same machine: planned into the ledger, then sent with no limit of rate; each ' +
    'message is durable as “sending” before it leaves and settled by the server’s answer. The peer of ' +
    'sending is nodemailer alone with the same pool, concurrency, text and sink; of planning, the same ' +
    'rows inserted into a ledger in one transaction.',
  async run(say) {
    const runs: Run[] = [];
    for (let run = 1; run <= RUNS; run += 1) {
      say(`notice ${run} of ${RUNS}`);
      runs.push(await runOnce());
    }
    return figures(runs);
  },
};

interface Door {
  readonly smtp: { readonly host: string; readonly port: number };
  readonly sms: { readonly urlTemplate: string };
}

interface Run {
  readonly planSec: number;
  readonly sendSec: number;
  readonly insertSec: number;
  readonly bareSec: number;
  readonly mails: number;
}

async function runOnce(): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'preau-bench-'));
  const sink = fork(fileURLToPath(new URL('sink-process.ts', import.meta.url)), [folder]);
  try {
    const door = await new Promise<Door>((resolve) => sink.once('message', resolve));
    return { ...(await planAndSend(folder, door)), ...(await peers(folder, door)) };
  } finally {
    const gone = new Promise((resolve) => sink.once('exit', resolve));
    sink.kill();
    await gone;
    await rm(folder, { recursive: true, force: true });
  }
}

async function planAndSend(folder: string, { smtp, sms }: Door) {
  const clock = systemClock;
  const deliveries = openDeliveries(join(folder, 'deliveries.sqlite'));
  const mail = createSmtpMail({ ...smtp, from: FROM, clock });
  const gateway = createGatewaySms({ url: sms.urlTemplate });
  const turnstile = rateLimit(clock, 1_000_000);
  const common = { wordings: readNoticeWordings(), timeZone: TIME_ZONE, hash: hashOf };
  const action = { key: 'bench/send', notice: 'bench/outage/1', content };
  const directory = { schoolsFor, count: async () => ({ schools: 0, mails: 0, mobiles: 0 }) };

  const startedMs = performance.now();
  const plan = await planNotice(
    { directory, deliveries, clock },
    {
      ...common,
      platforms: [platform],
      rates: RATES,
      calendar: schoolCalendar([], []),
      smsSpacingMs: SMS_SPACING,
    },
    { ...action, kind: 'plan-notice' },
  );
  const plannedMs = performance.now();
  const { deliveries: sent } = await sendNotice(
    { deliveries, mail, sms: gateway, clock },
    {
      ...common,
      smsSender: 'PREAU',
      mailDomain: 'preau.example',
      unsubscribeUrl: ({ key }) => `https://preau.example/stop/${key.slice(-16)}`,
      mail: { turnstile, concurrency: 20, batch: 200 },
      sms: { turnstile, concurrency: 5, batch: 5 },
    },
    { ...action, kind: 'send-notice' },
    new AbortController().signal,
  );
  const sentMs = performance.now();
  mail.close();
  await gateway.close();
  deliveries.close();
  if (sent.accepted !== plan.mails) throw new Error(`accepted ${sent.accepted} of ${plan.mails}`);
  const planSec = (plannedMs - startedMs) / 1_000;
  return { planSec, sendSec: (sentMs - plannedMs) / 1_000, mails: plan.mails };
}

async function peers(folder: string, { smtp }: Door) {
  const addresses = Array.from({ length: RECIPIENTS }, (_, index) => `peer${index}@ecole.example`);
  const unsubscribeUrl = 'https://preau.example/stop/0123456789abcdef';
  const words = renderMail(content, readNoticeWordings().fr, TIME_ZONE);
  const bareSec = await sendBare(
    smtp,
    {
      ...words({ schools: ['0000000A'], unsubscribeUrl }),
      from: FROM,
      headers: { 'Auto-Submitted': 'auto-generated', 'List-Unsubscribe': `<${unsubscribeUrl}>` },
    },
    addresses,
  );
  const rows = addresses.map((address, index) => ({
    key: `bench/peer/mail/${index}`,
    notice: 'bench/peer',
    channel: 'mail' as const,
    address,
    recipients: [`${index}`],
    language: 'fr' as const,
    priority: index,
  }));
  return { bareSec, insertSec: await insertOnly(join(folder, 'peer.sqlite'), rows) };
}

function figures(runs: readonly Run[]): readonly Figure[] {
  const mid = (of: (run: Run) => number): number => median(runs.map(of));
  const perSec = mid(({ mails, sendSec }) => mails / sendSec);
  return [
    atMost(
      'notice planned',
      mid(({ planSec }) => planSec),
      's',
      5,
      { name: 'its rows inserted, nothing else', value: mid(({ insertSec }) => insertSec) },
    ),
    atLeast('mails accepted', perSec, 'mails/s', TARGET_PER_SEC, {
      name: 'nodemailer alone',
      value: mid(({ bareSec }) => RECIPIENTS / bareSec),
    }),
    // Its own help text: 10 workers of 10 messages a second each.
    atLeast('mails accepted, beside listmonk', perSec, 'mails/s', TARGET_PER_SEC, {
      name: 'listmonk by its defaults, as documented',
      value: 100,
    }),
  ];
}
