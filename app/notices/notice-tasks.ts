import { acknowledgedBy } from '../../core/notice/acknowledge.ts';
import type { ReceiptKind } from '../../core/notice/receipt.ts';
import type { Words } from '../views/words.ts';
import type { Deliveries, MissedDelivery } from './ports.ts';

/** One recipient that a person must now reach, by name (P3). */
export interface NoticeTask {
  readonly key: string;
  readonly recipients: readonly string[];
  readonly title: string;
  readonly remedy: string;
}

/** What the list of one notice is read from. */
export type MissedLedger = Pick<
  Deliveries,
  'unreachable' | 'unreached' | 'toTelephone' | 'acknowledgements'
>;

/**
 * Who was not reached by a notice, and what to do for each: those without a usable contact, those
 * whom a provider refused, those of whom the provider's answer never came, and those whose message
 * bounced, was blocked or expired on its way, and those that did not confirm in time.
 *
 * @param words of the console; only keys of `console.missed` are asked for
 * @param toldBySms schools that an SMS of the notice reached, or may have, in place of a mail; asked
 *   only when somebody was missed. @default none are known
 */
export async function noticeTasks(
  deliveries: MissedLedger,
  notice: string,
  limit: number,
  words: Words,
  toldBySms: () => Promise<ReadonlySet<string>> = async () => new Set(),
): Promise<readonly NoticeTask[]> {
  const missing = await deliveries.unreachable(notice, limit);
  const failed = await deliveries.unreached(notice, limit);
  const told = failed.length === 0 ? new Set<string>() : await toldBySms();
  const tasks = [
    ...missing.map(({ key, recipient, name, why }) => ({
      key,
      recipients: [recipient],
      title: words(`console.missed.${why}`, { name }),
      remedy: words(`console.missed.remedy.${why === 'opted-out' ? why : 'contact'}`),
    })),
    ...failed.map((missed) => taskFor(missed, told, words)),
    ...(await silentTasks(deliveries, notice, limit, words)),
  ];
  return tasks.slice(0, limit);
}

/** Schools that are to be telephoned, but for those that have confirmed since. */
async function silentTasks(
  deliveries: MissedLedger,
  notice: string,
  limit: number,
  words: Words,
): Promise<readonly NoticeTask[]> {
  const listed = await deliveries.toTelephone(notice, limit);
  if (listed.length === 0) return [];
  const answered = acknowledgedBy(await deliveries.acknowledgements(notice));
  return listed
    .filter(({ uai }) => !answered.has(uai))
    .map(({ key, uai, name, commune }) => ({
      key,
      recipients: [uai],
      title: words('console.missed.silent', { name, commune }),
      remedy: words('console.missed.remedy.silent'),
    }));
}

function taskFor(missed: MissedDelivery, told: ReadonlySet<string>, words: Words): NoticeTask {
  const { key, channel, recipients, detail, receipt } = missed;
  const instead = channel === 'mail' && recipients.every((one) => told.has(one));
  return {
    key,
    recipients,
    title: words(`console.missed.${instead ? 'instead' : 'title'}`, {
      recipients: recipients.join(', '),
      channel: words(`console.missed.${channel}`),
      detail,
    }),
    remedy: words(`console.missed.remedy.${instead ? 'instead' : remedyFor(receipt)}`),
  };
}

function remedyFor(receipt: ReceiptKind | undefined): 'blocked' | 'expired' | 'mend' {
  switch (receipt) {
    case 'blocked':
    case 'expired':
      return receipt;
    case 'bounced':
    case 'complained':
    case 'delivered':
    case undefined:
      return 'mend';
  }
}
