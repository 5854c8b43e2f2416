import type { Delivery } from '../../core/notice/delivery.ts';
import type { Deliveries } from '../ports.ts';

/** One recipient that a person must now reach, by name (P3). */
export interface NoticeTask {
  readonly key: string;
  readonly recipients: readonly string[];
  readonly title: string;
  readonly remedy: string;
}

/**
 * Who was not reached by a notice, and what to do for each: those without a usable contact, those
 * whom a provider refused, and those of whom the provider's answer never came.
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

function taskFor({ key, channel, recipients, detail }: Delivery & { readonly detail: string }) {
  return {
    key,
    recipients,
    title: `${recipients.join(', ')}: not reached by ${channel} (${detail})`,
    remedy: 'Telephone, then mend or remove this contact in the next import.',
  };
}
