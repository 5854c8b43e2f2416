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

/**
 * Who was not reached by a notice, and what to do for each: those without a usable contact, those
 * whom a provider refused, those of whom the provider's answer never came, and those whose message
 * bounced, was blocked or expired on its way.
 *
 * @param words of the console; only keys of `console.missed` are asked for
 */
export async function noticeTasks(
  deliveries: Pick<Deliveries, 'unreachable' | 'unreached'>,
  notice: string,
  limit: number,
  words: Words,
): Promise<readonly NoticeTask[]> {
  const missing = await deliveries.unreachable(notice, limit);
  const failed = await deliveries.unreached(notice, limit);
  const tasks = [
    ...missing.map(({ key, recipient, name, why }) => ({
      key,
      recipients: [recipient],
      title: words(`console.missed.${why}`, { name }),
      remedy: words('console.missed.remedy.contact'),
    })),
    ...failed.map((missed) => taskFor(missed, words)),
  ];
  return tasks.slice(0, limit);
}

function taskFor(missed: MissedDelivery, words: Words): NoticeTask {
  const { key, channel, recipients, detail, receipt } = missed;
  return {
    key,
    recipients,
    title: words('console.missed.title', {
      recipients: recipients.join(', '),
      channel: words(`console.missed.${channel}`),
      detail,
    }),
    remedy: words(`console.missed.remedy.${remedyFor(receipt)}`),
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
