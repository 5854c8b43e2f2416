import { readNoticeWordings } from '../adapters/local/notice-wordings.ts';
import { noticeTexts } from '../app/views/notice-texts.ts';
import type { CliIo } from './frame-io.ts';
import { readWords } from '../web/words.ts';
import { noticeCalled } from './notice-called.ts';
import { noticeLines } from './notice-lines.ts';
import { noticeWords } from './notice-words.ts';
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
  if (notices.length === 0) return output.line(noticeWords(io.language).none);
  const clock = new Intl.DateTimeFormat('fr-FR', { timeZone, timeStyle: 'medium' });
  for (const notice of notices)
    for (const line of noticeLines(notice, render(notice.content), clock, io)) output.line(line);
}
