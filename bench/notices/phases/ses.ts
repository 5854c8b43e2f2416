import { join } from 'node:path';
import { createSesMail } from '../../../adapters/aws/ses-mail.ts';
import { atMost, median } from '../../figure.ts';
import { sendBareBulk } from '../ses-peer.ts';
import { FROM, type PhaseRun, sendByMail, startHelper } from '../stage.ts';

/** Calls in flight for both, and mails that one call holds. */
const CALLS = 8;
const PER_CALL = 50;
/** All is accepted within this; of fewer schools, within their share of it. */
const TARGET_SEC = 10;
const TARGET_SCHOOLS = 60_000;

/** One notice by SendBulkEmail against the SDK alone, in turns, to one endpoint on loopback. */
export const sesPhase: PhaseRun = async ({ plan, folder, say }) => {
  const endpoint = await startHelper<{ readonly url: string }>('ses-process.ts', []);
  const { url } = endpoint.said;
  const own: number[] = [];
  const bare: number[] = [];
  try {
    for (let run = 1; run <= plan.runs; run += 1) {
      say(`ses ${run} of ${plan.runs}`);
      const mail = createSesMail({
        from: FROM,
        configurationSet: 'bench',
        region: 'eu-west-3',
        endpoint: url,
        credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
      });
      const paces = { concurrency: CALLS, batch: CALLS * PER_CALL * 4 };
      own.push(await sendByMail(join(folder, `ses-${run}.sqlite`), plan.schools, mail, paces));
      mail.close();
      bare.push(await sendBareBulk(url, plan.schools, { calls: CALLS, perCall: PER_CALL }));
    }
  } finally {
    await endpoint.stop();
  }
  const target = TARGET_SEC * (plan.schools / TARGET_SCHOOLS);
  return [
    atMost(`${plan.schools} mails accepted by SES, with state kept`, median(own), 's', target, {
      name: 'the SDK alone, by 50s, no state',
      value: median(bare),
    }),
  ];
};
