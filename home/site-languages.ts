import { readNoticeWordings } from '../adapters/local/notice-wordings.ts';
import { noticeTexts } from '../app/views/notice-texts.ts';
import type { RenderNotice } from '../app/views/rendered-notice.ts';
import type { Policy } from '../core/policy.ts';
import { pageLanguages } from '../web/status/page-languages.ts';
import type { SiteLanguage } from '../web/status/status-site.ts';
import type { HomeSpec } from './home-spec.ts';

/**
 * The languages of the status page, the organisation's first. Notices leave in French and in
 * English: a page in any other language shows them as the organisation words them.
 */
export function siteLanguages({
  spec,
  policy,
  render,
}: {
  readonly spec: HomeSpec;
  readonly policy: Policy;
  readonly render: RenderNotice;
}): readonly SiteLanguage[] {
  const { language: own } = spec.config.organisation;
  const wordings = readNoticeWordings();
  return pageLanguages(own).map(({ language, words }) => {
    const worded = language === 'fr' || language === 'en' ? language : own;
    return {
      language,
      words,
      render: worded === own ? render : noticeTexts(wordings[worded], policy.timeZone, words),
    };
  });
}
