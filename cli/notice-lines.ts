import type { RenderedNotice } from '../app/views/rendered-notice.ts';
import type { Notice } from '../core/notice/notice.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { type NoticeWords, noticeWords } from './notice-words.ts';
import { createOutput } from './output.ts';

/**
 * One notice for people: what it is, whom it reaches for how much, and its very words.
 *
 * @param clock tells when it leaves
 */
export function noticeLines(
  { id, content, stage, plan, sendAt }: Notice,
  text: RenderedNotice,
  clock: Intl.DateTimeFormat,
  io: CliIo,
): readonly string[] {
  const { paint } = createOutput(io);
  const words = noticeWords(io.language);
  const phase = io.words(`console.phase.${content.phase}`);
  const title = { id, phase, stage: io.words(`console.stage.${stage}`) };
  const waits = stage === 'waiting';
  return [
    paint.bold(fillTemplate(words.title, title)),
    planLine(plan, words, io),
    ...(waits ? [fillTemplate(words.sendAt, { at: clock.format(sendAt) })] : []),
    '',
    paint.dim(fillTemplate(words.sms, { septets: text.smsSeptets, segments: text.smsSegments })),
    text.sms,
    '',
    paint.dim(fillTemplate(words.mail, { subject: text.mailSubject })),
    text.mailText,
  ];
}

function planLine(plan: Notice['plan'], words: NoticeWords, { language }: CliIo): string {
  if (plan === undefined) return words.noPlan;
  if (plan.refused !== undefined) return fillTemplate(words.refused, { why: plan.refused });
  const { recipients, mails, sms, smsSegments, costEuros, durationSec, unreachable } = plan;
  const cost = new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' });
  return fillTemplate(words.plan, {
    recipients,
    mails,
    sms,
    segments: smsSegments,
    cost: cost.format(costEuros),
    duration: Math.ceil(durationSec),
    unreachable,
  });
}
