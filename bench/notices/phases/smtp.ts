import { join } from 'node:path';
import { systemClock } from '../../../adapters/local/clock.ts';
import { createSmtpMail } from '../../../adapters/local/mail.ts';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import { renderMail } from '../../../core/notice/render-mail.ts';
import { atLeast, measured, median } from '../../figure.ts';
import { content } from '../fixture.ts';
import { sendBare } from '../peers.ts';
import { FROM, type PhaseRun, sendByMail, startHelper, TIME_ZONE } from '../stage.ts';

/** Chosen from the brief of an outage: 10,000 schools within 5 minutes. */
const NEEDED_PER_SEC = 10_000 / 300;
/** In flight for both. */
const CONCURRENCY = 20;
const BATCH = 400;

interface Door {
  readonly smtp: { readonly host: string; readonly port: number };
}

/** One notice by SMTP against nodemailer alone, in turns, to one sink. */
export const smtpPhase: PhaseRun = async ({ plan, folder, say }) => {
  const sink = await startHelper<Door>('sink-process.ts', [join(folder, 'sink')]);
  const { smtp } = sink.said;
  const own: number[] = [];
  const bare: number[] = [];
  try {
    for (let run = 1; run <= plan.runs; run += 1) {
      say(`smtp ${run} of ${plan.runs}`);
      const mail = createSmtpMail({
        ...smtp,
        from: `Préau <${FROM}>`,
        clock: systemClock,
        inThread: true,
      });
      const file = join(folder, `smtp-${run}.sqlite`);
      const paces = { concurrency: CONCURRENCY, batch: BATCH };
      own.push(plan.schools / (await sendByMail(file, plan.schools, mail, paces)));
      mail.close();
      bare.push(plan.schools / (await sendAlone(smtp, run, plan.schools)));
    }
  } finally {
    await sink.stop();
  }
  const share = median(own.map((rate, run) => rate / (bare[run] ?? Number.NaN)));
  return [
    atLeast('mails accepted by SMTP', median(own), 'mails/s', NEEDED_PER_SEC, {
      name: 'nodemailer alone, pooled',
      value: median(bare),
    }),
    atLeast('of what nodemailer alone does', share, '', 0.8),
    // Its own help text: 10 workers of 10 messages a second each.
    measured('mails accepted, beside listmonk', median(own), 'mails/s', {
      name: 'listmonk by its defaults, as documented',
      value: 100,
    }),
  ];
};

async function sendAlone(smtp: Door['smtp'], run: number, count: number): Promise<number> {
  const unsubscribeUrl = 'https://preau.example/stop/0123456789abcdef';
  const words = renderMail(content, readNoticeWordings().fr, TIME_ZONE);
  const mail = {
    ...words({ schools: ['0000000A'], unsubscribeUrl }),
    from: `Préau <${FROM}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'List-Unsubscribe': `<${unsubscribeUrl}>` },
  };
  const addresses = Array.from({ length: count }, (_, index) => `p${run}.${index}@ecole.example`);
  return sendBare(smtp, mail, addresses);
}
