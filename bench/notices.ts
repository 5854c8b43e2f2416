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
import type { SchoolWithContacts } from '../app/ports.ts';
import type { NoticeContent } from '../core/notice/notice.ts';
import { durationMs, epochMs, hosterId, incidentId, platformId, type Uai } from '../core/units.ts';
import type { Platform } from '../core/platform.ts';
import { startSinks } from '../home/sinks/start-sinks.ts';
import type { Figure } from './figure.ts';

/** As many as the rows of the two sample directories. */
const RECIPIENTS = 7_236;

/** Chosen from the brief of an outage: 10,000 schools within 5 minutes. */
const TARGET_PER_SEC = 10_000 / 300;

/** listmonk's default: 10 workers of 10 a second each (its own help text). */
const LISTMONK_PER_SEC = 100;

interface Door {
  readonly smtp: { readonly host: string; readonly port: number };
  readonly sms: { readonly urlTemplate: string };
}

/** Plan and send one notice to 7,236 mailboxes of a sink in a process of its own. */
export async function benchNotices(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'preau-bench-'));
  const sink = fork(fileURLToPath(import.meta.url), ['sink', folder], { stdio: 'inherit' });
  try {
    const door = await new Promise<Door>((resolve) => sink.once('message', resolve));
    return figures(await planAndSend(folder, door));
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
  const mail = createSmtpMail({ ...smtp, from: 'Préau <alertes@preau.example>', clock });
  const gateway = createGatewaySms({ url: sms.urlTemplate });
  const wordings = readNoticeWordings();
  const turnstile = rateLimit(clock, 1_000_000);
  const common = { wordings, timeZone: 'Europe/Paris', hash: hashOf };
  const action = { key: 'bench/send', notice: 'bench/outage/1', content };
  const directory = { schoolsFor, count: async () => ({ schools: 0, mails: 0, mobiles: 0 }) };

  const startedMs = performance.now();
  const rates = {
    mailsPerSec: 100,
    smsPartsPerSec: 10,
    eurosPerSmsPart: 0.07,
    eurosPerThousandMails: 0,
    budgetEuros: 1_000,
  };
  const plan = await planNotice(
    { directory, deliveries, clock },
    { ...common, platforms: [platform], rates },
    { ...action, kind: 'plan-notice' },
  );
  const plannedMs = performance.now();
  const sent = await sendNotice(
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

function figures(run: {
  readonly planSec: number;
  readonly sendSec: number;
  readonly mails: number;
}): Figure[] {
  const perSec = run.mails / run.sendSec;
  const none = { peer: 'none measured', ratio: null } as const;
  return [
    {
      name: 'notice planned',
      value: run.planSec,
      unit: 's',
      ...none,
      target: 5,
      met: run.planSec <= 5,
    },
    { name: 'notice sent', value: run.sendSec, unit: 's', ...none, target: null, met: null },
    {
      name: 'mails accepted',
      value: perSec,
      unit: 'mails/s',
      peer: 'listmonk by its defaults, as documented: 100/s',
      ratio: perSec / LISTMONK_PER_SEC,
      target: TARGET_PER_SEC,
      met: perSec >= TARGET_PER_SEC,
    },
  ];
}

const platform: Platform = {
  id: platformId('ent-bench'),
  name: 'ENT Banc d’essai',
  smsName: 'ENT Banc',
  kind: 'ent',
  hostname: 'ent.example',
  hoster: hosterId('unknown'),
  origin: {
    host: 'o.example',
    addresses: [],
    port: 443,
    path: '/',
    expect: '',
    slowMs: durationMs(1),
  },
  serves: {},
  owners: [],
};

const content: NoticeContent = {
  phase: 'outage',
  platform: platform.id,
  platformName: platform.name,
  smsName: platform.smsName,
  incident: incidentId('ent-bench-20210406T064200Z'),
  reference: 'P-0406',
  fellAt: epochMs(Date.UTC(2021, 3, 6, 6, 42)),
  sheltered: true,
  mirrorUrl: 'https://secours.preau.example/',
  statusUrl: 'https://etat.preau.example/',
  cause: 'undetermined',
  rung: 'inconnue',
  open: [],
  facts: ['Le serveur refuse les connexions, vu de trois endroits.'],
  nextWordAt: epochMs(Date.UTC(2021, 3, 6, 7, 15)),
  recoveredAt: null,
  drill: false,
};

async function* schoolsFor(): AsyncIterable<SchoolWithContacts> {
  for (let index = 0; index < RECIPIENTS; index += 1) {
    const uai = `${String(index).padStart(7, '0')}A` as Uai;
    yield {
      school: {
        uai,
        name: `École ${index}`,
        type: index % 5 === 0 ? 'college' : 'ecole',
        academie: 'Toulouse',
        department: '031',
        commune: 'Toulouse',
        timeZone: 'Europe/Paris',
        state: 'open',
      },
      contacts: [
        {
          uai,
          role: 'office',
          channel: 'mail',
          address: `${uai.toLowerCase()}@ecole.example`,
          language: 'fr',
          origin: 'directory',
        },
      ],
    };
  }
}

/** The child: only the sink, so that it shares no thread with the sender. */
if (process.argv[2] === 'sink' && process.send) {
  const sinks = await startSinks({ dataFolder: process.argv[3] ?? '.', address: '127.0.0.1' });
  process.send({ smtp: sinks.smtp, sms: sinks.sms });
}
