import type { ReceiptKind } from '../../core/notice/receipt.ts';
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
 */
export async function noticeTasks(
  deliveries: Deliveries,
  notice: string,
  limit: number,
): Promise<readonly NoticeTask[]> {
  const missing = await deliveries.unreachable(notice, limit);
  const failed = await deliveries.unreached(notice, limit);
  const tasks = [
    ...missing.map(({ key, recipient, name, why }) => ({
      key,
      recipients: [recipient],
      title: `${name}: ${why === 'no-contact' ? 'no contact' : 'no contact that can be sent to'}`,
      remedy: 'Telephone, then import a contact for this school.',
    })),
    ...failed.map(taskFor),
  ];
  return tasks.slice(0, limit);
}

function taskFor({ key, channel, recipients, detail, receipt }: MissedDelivery): NoticeTask {
  return {
    key,
    recipients,
    title: `${recipients.join(', ')}: not reached by ${channel} (${detail})`,
    remedy: `Telephone, then ${remedyFor(receipt)}.`,
  };
}

function remedyFor(receipt: ReceiptKind | undefined): string {
  switch (receipt) {
    case 'blocked':
      return 'ask who blocks it: their mail filter, their operator, or the list of the provider';
    case 'expired':
      return 'see whether this contact is still in use: it could not be reached in time';
    case 'bounced':
    case 'complained':
    case 'delivered':
    case undefined:
      return 'mend or remove this contact in the next import';
  }
}
