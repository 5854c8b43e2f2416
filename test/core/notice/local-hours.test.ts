import { describe, expect, test } from 'vitest';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import type { NoticeContent } from '../../../core/notice/notice.ts';
import { renderMail } from '../../../core/notice/render-mail.ts';
import { renderSms } from '../../../core/notice/render-sms.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: a notice says the hours of its own platform's clocks, in both channels and languages.
// Method: the fall of a platform in Réunion and of one without a zone of its own, each worded.

const wordings = readNoticeWordings();
const base = testPolicy();
const policy = {
  ...base,
  platforms: base.platforms.map((platform) =>
    platform.id === 'sud' ? { ...platform, timeZone: 'Indian/Reunion' } : platform,
  ),
};

/** What is planned to be said of a platform that falls at the bell: 8:00 in Paris. */
function saidOf(platform: string): NoticeContent {
  const run = startRun(policy, { shell: 'none' });
  run.take(fitMirror(platform, BELL));
  run.take(roundOf(platform, BELL, 'xxx'));
  run.take(roundOf(platform, BELL, 'xxx'));
  for (const { action } of run.actions) if (action.kind === 'plan-notice') return action.content;
  throw new Error(`no notice of ${platform}`);
}

describe.each([
  ['nord', '08h00', '08:00'],
  ['sud', '10h00', '10:00'],
])('of a fall at 8:00 in Paris, the notice of %s', (platform, french, english) => {
  const content = saidOf(platform);
  test.each([
    ['fr', french],
    ['en', english],
  ] as const)('says so in %s: %s', (language, hour) => {
    const wording = wordings[language];
    const mail = renderMail(content, wording, policy.timeZone)({ schools: [], unsubscribeUrl: '' });
    expect(renderSms(content, wording, policy.timeZone).text).toContain(hour);
    expect(mail.text).toContain(hour);
    expect(mail.html).toContain(hour);
  });
});
