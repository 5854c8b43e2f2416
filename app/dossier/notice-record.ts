import { RECEIPT_KINDS } from '../../core/notice/receipt.ts';
import type { Notice, PlanSummary } from '../../core/notice/notice.ts';
import type { Delivery } from '../../core/notice/delivery.ts';
import type { Deliveries, MissedDelivery } from '../ports.ts';
import { stateParts } from '../views/state-parts.ts';
import type { RenderNotice } from '../views/rendered-notice.ts';
import type { Words } from '../views/words.ts';

/** What a dossier asks of the ledger. */
export type DossierLedger = Pick<Deliveries, 'counts' | 'receipts' | 'readers' | 'unreached'>;

export interface NoticeRecordNeeds {
  readonly deliveries: DossierLedger;
  /** The very renderers that send, by the reader's language. */
  readonly render: { readonly [language in Delivery['language']]: RenderNotice };
  /** Of the organisation's language. */
  readonly language: Delivery['language'];
  readonly words: Words;
  readonly time: (at: number) => string;
  /** One name for one address, that nobody can turn back without the key. */
  readonly pseudonym: (channel: Delivery['channel'], address: string) => string;
}

/** One notice as a dossier holds it. */
export interface NoticeRecord {
  /** Word for word, with what came of it in numbers. */
  readonly text: string;
  /** One line of JSON a delivery, by pseudonym; empty when there was none. */
  readonly receipts: string;
}

/** More were not reached than this: the counts still say how many. Chosen, above any home's. */
const UNREACHED_MOST = 200_000;

/** Write down one notice: its words, its numbers, and each delivery under a pseudonym. */
export async function noticeRecord(
  notice: Notice,
  needs: NoticeRecordNeeds,
): Promise<NoticeRecord> {
  const { deliveries, pseudonym } = needs;
  const [counts, receipts, readers, unreached] = await Promise.all([
    deliveries.counts(notice.id),
    deliveries.receipts(notice.id),
    deliveries.readers(notice.id),
    deliveries.unreached(notice.id, UNREACHED_MOST),
  ]);
  const missed = new Map(unreached.map((one) => [one.key, one]));
  const all = new Map([...readers, ...unreached].map((one) => [one.key, one]));
  const waiting = counts.planned + counts.claimed > 0;
  const lines = [...all.values()].map((one) => {
    const outcome = outcomeOf(missed.get(one.key), waiting);
    const recipient = pseudonym(one.channel, one.address);
    return JSON.stringify({ recipient, channel: one.channel, language: one.language, ...outcome });
  });
  const others = [...all.values()].map(({ language }) => language);
  const languages = [...new Set([needs.language, ...others.toSorted()])];
  const { words } = needs;
  const told = {
    numbers: stateParts(counts).map(({ part, count }) =>
      words(`console.notice.state.${part}`, { count }),
    ),
    receipts: RECEIPT_KINDS.map((kind) =>
      words(`dossier.notice.receipt.${kind}`, { count: receipts[kind] }),
    ),
  };
  return {
    text: textOf(notice, languages, told, needs),
    receipts: lines
      .toSorted()
      .map((line) => `${line}\n`)
      .join(''),
  };
}

/** A provider's own words are left out: they may hold the address. */
function outcomeOf(missed: MissedDelivery | undefined, waiting: boolean) {
  if (missed === undefined) return { outcome: waiting ? 'accepted-or-waiting' : 'accepted' };
  return {
    outcome: missed.state,
    ...(missed.receipt !== undefined && { receipt: missed.receipt }),
  };
}

function textOf(
  { id, content, stage, plannedAt, sendAt, firstAcceptedAt, finishedAt, plan }: Notice,
  languages: readonly Delivery['language'][],
  { numbers, receipts }: Record<'numbers' | 'receipts', readonly string[]>,
  { words, time, render }: NoticeRecordNeeds,
): string {
  const dated = (key: string, at: number | undefined): readonly string[] =>
    at === undefined ? [] : [words(`dossier.notice.${key}`, { at: time(at) })];
  const head = [
    words('dossier.notice.title', { id, phase: words(`console.phase.${content.phase}`) }),
    words('dossier.notice.stage', { stage: words(`console.stage.${stage}`) }),
    ...dated('planned', plannedAt),
    ...dated('due', sendAt),
    ...dated('first', firstAcceptedAt),
    ...dated('finished', finishedAt),
    ...(plan === undefined ? [] : [words('dossier.notice.plan', planned(plan))]),
    words('dossier.notice.numbers', { numbers: numbers.join(', ') }),
    words('dossier.notice.receipts', { numbers: receipts.join(', ') }),
  ];
  const texts = languages.flatMap((language) => {
    const { sms, mailSubject, mailText } = render[language](content);
    return [
      `--- SMS (${language})`,
      '',
      sms,
      '',
      `--- ${words('dossier.notice.mail')} (${language})`,
      '',
      mailSubject,
      '',
      mailText,
    ];
  });
  return `${[...head, '', words('dossier.notice.anybody'), '', ...texts].join('\n').trimEnd()}\n`;
}

const planned = (plan: PlanSummary) => ({
  recipients: plan.recipients,
  mails: plan.mails,
  sms: plan.sms,
  smsSegments: plan.smsSegments,
  costEuros: plan.costEuros.toFixed(2),
  unreachable: plan.unreachable,
});
