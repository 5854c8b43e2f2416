import type { Finding } from '../adapters/aws/doctor/finding.ts';
import type { LeftOut } from '../core/notice/notice.ts';
import type { EpochMs } from '../core/units.ts';
import { clockOf } from './clock-of.ts';
import { doctorWords } from './doctor-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { labelledLines } from './labelled-lines.ts';
import type { AccountWord } from './notice-plan-account.ts';
import { figuresByClass, mailMinutesOf, minutesAt, waitsOf } from './notice-plan-figures.ts';
import type { Foreseen } from './notice-plan-foresee.ts';
import { type Tried, triedText } from './notice-plan-try.ts';
import { type NoticePlanWords, noticePlanWords } from './notice-plan-words.ts';
import { createOutput } from './output.ts';
import { wrapBound } from './wrap-bound.ts';

export interface PlanTold {
  readonly foreseen: Foreseen;
  readonly phase: string;
  readonly at: EpochMs;
  readonly timeZone: string;
  readonly rates: { readonly mailsPerSec: number; readonly smsPartsPerSec: number };
  readonly budgetEuros: number;
  /** Null without an `aws` section. */
  readonly account: AccountWord | null;
  /** Null where none was asked for. */
  readonly tried: Tried | null;
}

const WAITS_SHOWN = 4;
const UNREACHABLE_SHOWN = 10;
const WIDE = 80;

/** A foreseen plan for people, in at most 80 columns. */
export function noticePlanLines(told: PlanTold, io: CliIo): readonly string[] {
  const { foreseen, phase, at, timeZone } = told;
  const words = noticePlanWords(io.language);
  const { paint } = createOutput(io);
  const { summary, unreachable } = foreseen.plan;
  const clock = clockOf(timeZone, io.language);
  const title = fillTemplate(words.title, {
    name: foreseen.platform.name,
    phase: io.words(`console.phase.${phase}`),
    at: clock.date(at),
  });
  const under = (label: string, texts: readonly string[]) => labelledLines(label, texts, WIDE);
  const { labels } = words;
  return [
    ...wrapBound(title, WIDE).map((line) => paint.bold(line)),
    '',
    ...under(labels.readers, [fillTemplate(words.readers, numbers(summary, words, io))]),
    ...under(labels.byClass, classTexts(told, words, io)),
    ...under(labels.sms, [
      fillTemplate(words.segments, {
        sms: number(summary.sms, io),
        segments: number(summary.smsSegments, io),
        each: foreseen.partsEach,
      }),
    ]),
    ...under(labels.cost, [fillTemplate(words.cost, euros(told, io))]),
    ...under(labels.time, [fillTemplate(words.configured, { ...minutesAt(summary, told.rates) })]),
    ...(told.account === null
      ? []
      : under(labels.account, accountTexts(told.account, told, words, io))),
    ...(told.tried === null ? [] : under(labels.tried, [triedText(told.tried, words)])),
    ...under(
      labels.waits,
      waitTexts(told, words, (until) => clock.date(until), io),
    ),
    ...under(labels.leftOut, leftOutTexts(summary.leftOut ?? {}, words, io)),
    ...under(labels.unreachable, unreachableTexts(unreachable, words, io)),
    '',
    ...verdict(told, words, io),
  ];
}

const number = (value: number, io: CliIo): string =>
  new Intl.NumberFormat(io.language).format(value).replaceAll(/[\u00a0\u202f]/g, ' ');

const mailCount = (mails: number, words: NoticePlanWords, io: CliIo): string =>
  fillTemplate(words.mails, { mails: number(mails, io) });

const numbers = (
  { recipients, mails, sms }: Foreseen['plan']['summary'],
  words: NoticePlanWords,
  io: CliIo,
): Readonly<Record<string, string>> => ({
  recipients: number(recipients, io),
  mails: mailCount(mails, words, io),
  sms: number(sms, io),
});

const euros = ({ foreseen, budgetEuros }: PlanTold, io: CliIo) => {
  const money = new Intl.NumberFormat(io.language, { minimumFractionDigits: 2 });
  const plain = (value: number) => money.format(value).replaceAll(/[\u00a0\u202f]/g, ' ');
  const { costEuros, overBudget } = foreseen.plan.summary;
  return {
    cost: plain(costEuros),
    full: plain(overBudget?.costEuros ?? costEuros),
    budget: plain(budgetEuros),
  };
};

const classTexts = ({ foreseen }: PlanTold, words: NoticePlanWords, io: CliIo) =>
  figuresByClass(foreseen.plan.deliveries).map(({ name, mails, sms }) =>
    fillTemplate(words.classLine, {
      name: words.classes[name],
      mails: mailCount(mails, words, io),
      sms: number(sms, io),
    }),
  );

function accountTexts(
  account: AccountWord,
  { foreseen, rates }: PlanTold,
  words: NoticePlanWords,
  io: CliIo,
): readonly string[] {
  if (account.kind === 'unread') return [fillTemplate(words.noAccount, { why: account.why })];
  const { mail, sms } = account;
  const limit = (value: number | null) => (value === null ? words.unlimited : number(value, io));
  const takes = mailMinutesOf(foreseen.plan.summary.mails, rates.mailsPerSec, mail);
  const values = {
    rate: limit(mail.perSec),
    quota: limit(mail.perDay),
    used: number(mail.sentInDay, io),
  };
  return [
    takes === null
      ? fillTemplate(words.accountMailShort, values)
      : fillTemplate(words.accountMail, { ...values, mail: takes }),
    ...(sms === null
      ? []
      : [fillTemplate(words.accountSms, { limit: number(sms.monthUsd ?? 0, io) })]),
  ];
}

function waitTexts(
  { foreseen }: PlanTold,
  words: NoticePlanWords,
  date: (at: EpochMs) => string,
  io: CliIo,
): readonly string[] {
  const waits = waitsOf(foreseen.plan.deliveries);
  const more = waits.slice(WAITS_SHOWN);
  const last = more.at(-1);
  const texts = waits
    .slice(0, WAITS_SHOWN)
    .map(({ sms, until }) =>
      fillTemplate(words.wait, { sms: number(sms, io), until: date(until) }),
    );
  if (waits.length === 0) return [words.none];
  if (last === undefined) return texts;
  const sms = more.reduce((sum, one) => sum + one.sms, 0);
  const rest = { sms: number(sms, io), until: date(last.until) };
  return [...texts, fillTemplate(words.moreWaits, rest)];
}

function leftOutTexts(
  leftOut: { readonly [why in LeftOut]?: number },
  words: NoticePlanWords,
  io: CliIo,
): readonly string[] {
  const texts = (['no-class', 'calendar-unknown', 'bundled', 'budget'] as const).flatMap((why) => {
    const count = leftOut[why] ?? 0;
    return count === 0 ? [] : [fillTemplate(words.leftOut[why], { count: number(count, io) })];
  });
  return texts.length === 0 ? [words.none] : texts;
}

function unreachableTexts(
  unreachable: Foreseen['plan']['unreachable'],
  words: NoticePlanWords,
  io: CliIo,
): readonly string[] {
  if (unreachable.length === 0) return [words.none];
  const more = unreachable.length - UNREACHABLE_SHOWN;
  return [
    fillTemplate(words.unreachable, { count: number(unreachable.length, io) }),
    ...unreachable
      .slice(0, UNREACHABLE_SHOWN)
      .map(({ name, recipient, why }) =>
        fillTemplate(words.unreachableLine, { name, recipient, why: words.why[why] }),
      ),
    ...(more > 0 ? [fillTemplate(words.moreUnreachable, { count: number(more, io) })] : []),
  ];
}

/** What of the account keeps a plan from leaving. */
export const obstaclesOf = (account: AccountWord | null): readonly Finding[] =>
  account?.kind === 'read' ? account.findings.filter(({ state }) => state === 'fail') : [];

/** The service would not take it, or did not say. */
export const isRefused = (tried: Tried | null): boolean =>
  tried !== null && tried.result.kind !== 'accepted';

function verdict(told: PlanTold, words: NoticePlanWords, io: CliIo): readonly string[] {
  const { paint } = createOutput(io);
  const obstacles = obstaclesOf(told.account);
  const said = doctorWords(io.language).findings;
  const blocked = obstacles.flatMap(({ code, values }) => [
    ...wrapBound(`✖ ${fillTemplate(said[code].found, values)}`, WIDE - 2),
    ...wrapBound(`→ ${fillTemplate(said[code].do ?? '', values)}`, WIDE - 2),
  ]);
  const { plan } = told.foreseen;
  const over =
    plan.summary.overBudget !== undefined
      ? [
          ...wrapBound(fillTemplate(words.refused, euros(told, io)), WIDE).map(paint.red),
          ...wrapBound(`→ ${words.refusedDo}`, WIDE - 2).map((line) => `  ${line}`),
        ]
      : [];
  if (over.length === 0 && blocked.length === 0)
    return isRefused(told.tried) ? [] : [paint.green(words.fits)];
  return [
    ...over,
    ...(blocked.length === 0 ? [] : [paint.red(words.obstacles)]),
    ...blocked.map((line) => `  ${line}`),
  ];
}
