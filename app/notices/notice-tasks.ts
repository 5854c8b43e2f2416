import { acknowledgedBy } from '../../core/notice/acknowledge.ts';
import { isDropped } from '../../core/notice/dropped.ts';
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
  'unreachable' | 'unreached' | 'readers' | 'toTelephone' | 'acknowledgements'
>;

/** What is known of a notice beside its own list. */
export interface MoreKnown {
  readonly toldBySms?: () => Promise<ReadonlySet<string>>;
  readonly later?: readonly string[];
}

const NOBODY: ReadonlySet<string> = new Set();
/** Those who answered are still listed: all are read, then filtered. Chosen, as for the CSV. */
const LISTED_MOST = 100_000;

/**
 * Who was not reached by a notice, and what to do for each: those without a usable contact, those
 * whom a provider refused, those of whom the provider's answer never came, and those whose message
 * bounced, was blocked or expired on its way, and those that did not confirm in time.
 *
 * @param words of the console; only keys of `console.missed` are asked for
 * @param more.toldBySms schools that an SMS of the notice reached, or may have, in place of a mail;
 *   asked only when somebody was missed. @default none are known
 * @param more.later notices that followed this one in its incident: an answer to any counts.
 *   @default none
 */
export async function noticeTasks(
  deliveries: MissedLedger,
  notice: string,
  limit: number,
  words: Words,
  more: MoreKnown = {},
): Promise<readonly NoticeTask[]> {
  const { later = [] } = more;
  const missing = await deliveries.unreachable(notice, limit);
  const failed = await withoutTold(
    await deliveries.unreached(notice, limit),
    [notice, ...later],
    deliveries,
  );
  const told = failed.length === 0 ? undefined : await more.toldBySms?.();
  const tasks = [
    ...missing.map(({ key, recipient, name, why }) => ({
      key,
      recipients: [recipient],
      title: words(`console.missed.${why}`, { name }),
      remedy: words(`console.missed.remedy.${why === 'opted-out' ? why : 'contact'}`),
    })),
    ...failed.map((missed) => taskFor(missed, told ?? NOBODY, words)),
    ...(await silentTasks(deliveries, [notice, ...later], limit, words)),
  ];
  return tasks.slice(0, limit);
}

/** Whoever was told by mail, or by a newer message, needs no call for an SMS that was dropped. */
async function withoutTold(
  missed: readonly MissedDelivery[],
  notices: readonly string[],
  deliveries: Pick<Deliveries, 'readers'>,
): Promise<readonly MissedDelivery[]> {
  if (!missed.some(isDropped)) return missed;
  const told = new Set<string>();
  for (const notice of notices)
    for (const { recipients } of await deliveries.readers(notice))
      for (const one of recipients) told.add(one);
  return missed.filter((one) => !isDropped(one) || one.recipients.some((to) => !told.has(to)));
}

/** Schools that are to be telephoned, but for those that have confirmed since. */
async function silentTasks(
  deliveries: MissedLedger,
  [notice, ...later]: readonly [string, ...string[]],
  limit: number,
  words: Words,
): Promise<readonly NoticeTask[]> {
  const listed = await deliveries.toTelephone(notice, LISTED_MOST);
  if (listed.length === 0) return [];
  const answers = await Promise.all(
    [notice, ...later].map((id) => deliveries.acknowledgements(id)),
  );
  const answered = acknowledgedBy(answers.flat());
  return listed
    .filter(({ uai }) => !answered.has(uai))
    .slice(0, limit)
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
