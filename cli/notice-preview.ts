import { readNoticeWordings } from '../adapters/local/notice-wordings.ts';
import { noticeTexts } from '../app/views/notice-texts.ts';
import type { RenderedNotice } from '../app/views/rendered-notice.ts';
import { PreauError } from '../core/errors.ts';
import type { State } from '../core/incident/state.ts';
import type { Notice } from '../core/notice/notice.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { readWords } from './language.ts';
import { type NoticeWords, noticeWords } from './notice-words.ts';
import type { OperatedHome } from './operated-home.ts';
import { createOutput } from './output.ts';

/**
 * `preau notice preview [notice]`: notices of a home's journal as their readers get them, worded by
 * the very renderers that send, in the language of the organisation.
 *
 * @throws PreauError `not-found` for a notice that the journal does not know, and as `replay`
 */
export async function previewNotices(
  home: OperatedHome,
  asked: string | undefined,
  json: boolean,
  io: CliIo,
): Promise<void> {
  const { state, config } = await home.replay();
  const { language, timeZone } = config.organisation;
  const render = noticeTexts(readNoticeWordings()[language], timeZone, readWords(language));
  const notices = asked === undefined ? Object.values(state.notices) : [noticeCalled(state, asked)];
  const output = createOutput(io);
  if (json)
    return output.json({
      notices: notices.map((notice) => ({ ...notice, text: render(notice.content) })),
    });
  const words = noticeWords(io.language);
  if (notices.length === 0) return output.line(words.none);
  const clock = new Intl.DateTimeFormat('fr-FR', { timeZone, timeStyle: 'medium' });
  for (const notice of notices)
    for (const line of linesOf(notice, render(notice.content), words, clock, io)) output.line(line);
}

function linesOf(
  { id, content, stage, plan, sendAt }: Notice,
  text: RenderedNotice,
  words: NoticeWords,
  clock: Intl.DateTimeFormat,
  io: CliIo,
): readonly string[] {
  const { paint } = createOutput(io);
  const phase = io.words(`console.phase.${content.phase}`);
  const title = { id, phase, stage: io.words(`console.stage.${stage}`) };
  const waits = stage === 'waiting';
  return [
    paint.bold(fillTemplate(words.title, title)),
    planLine(plan, words),
    ...(waits ? [fillTemplate(words.sendAt, { at: clock.format(sendAt) })] : []),
    '',
    paint.dim(fillTemplate(words.sms, { septets: text.smsSeptets, segments: text.smsSegments })),
    text.sms,
    '',
    paint.dim(fillTemplate(words.mail, { subject: text.mailSubject })),
    text.mailText,
  ];
}

function planLine(plan: Notice['plan'], words: NoticeWords): string {
  if (plan === undefined) return words.noPlan;
  if (plan.refused !== undefined) return fillTemplate(words.refused, { why: plan.refused });
  const { recipients, mails, sms, smsSegments, costEuros, durationSec, unreachable } = plan;
  return fillTemplate(words.plan, {
    recipients,
    mails,
    sms,
    segments: smsSegments,
    cost: costEuros.toFixed(2),
    duration: Math.ceil(durationSec),
    unreachable,
  });
}

function noticeCalled({ notices }: State, asked: string): Notice {
  const found = notices[asked];
  if (found !== undefined) return found;
  throw new PreauError(
    'not-found',
    `expected a notice of the journal, got "${asked}"; there are: ${Object.keys(notices).join(', ') || 'none'}`,
  );
}
