import type { Wording } from '../../core/notice/wording.ts';
import { noticeTexts } from './notice-texts.ts';
import type { RenderNotice } from './rendered-notice.ts';
import type { Words } from './words.ts';

/** How notices are worded in either language, each made when it is first asked for. */
export function noticePreviews(
  timeZone: string,
  wordings: Readonly<Record<'fr' | 'en', Wording>>,
  read: (language: 'fr' | 'en') => Words,
): (language: 'fr' | 'en') => RenderNotice {
  const known = new Map<string, RenderNotice>();
  return (language) => {
    const render = known.get(language) ?? noticeTexts(wordings[language], timeZone, read(language));
    known.set(language, render);
    return render;
  };
}
