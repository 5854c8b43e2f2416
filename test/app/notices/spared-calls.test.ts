// Goal: a mail promises to spare its reader a call only where a call is made of those who are silent.
// Method: the settings that a configuration gives, and the mails that they compose, in both languages.
import { describe, expect, test } from 'vitest';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import { composeMessages } from '../../../app/notices/compose-messages.ts';
import { sendSettings } from '../../../app/notices/notice-settings.ts';
import { readConfig } from '../../../config/read-config.ts';
import type { NoticeContent } from '../../../core/notice/notice.ts';
import { EVERY_DAY } from '../../../core/school/school-calendar.ts';
import { aConfig } from '../../config/a-config.ts';
import { longest, recovered } from '../../core/notice/contents.ts';
import { delivery, hash } from './stage.ts';

function footers(escalation: object | undefined, content: NoticeContent): readonly string[] {
  const read = readConfig(aConfig({ 'notices.escalation': escalation }));
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  const { onProgress: _, ...settings } = sendSettings(read.config, readNoticeWordings(), {
    calendar: EVERY_DAY,
    hash,
    unsubscribeUrl: () => 'https://etat.example/stop/x',
    acknowledgeUrl: () => 'https://etat.example/vu/x',
    turnstile: () => async () => undefined,
    random: () => 0,
  });
  const composer = composeMessages(content, settings);
  return (['fr', 'en'] as const).map(
    (language) => composer.mail(delivery('mail', 'a@x.example', { language })).text,
  );
}

const SPARED = /personne ne vous téléphonera|nobody will telephone/u;
const called = { phases: ['outage', 'cause'], levels: ['sms', 'telephone'] };

describe('a mail that asks whether it was read', () => {
  test('says that it spares a call where one is made', () => {
    for (const text of footers(called, longest)) expect(text).toMatch(SPARED);
  });

  test.each([
    ['nobody is called', undefined, longest],
    ['only an SMS follows', { ...called, levels: ['sms'] }, longest],
    ['its phase waits for no answer', called, recovered],
    ['it is a drill', called, { ...longest, drill: true }],
  ] as const)('only asks where %s', (_, escalation, content) => {
    for (const text of footers(escalation, content)) {
      expect(text).not.toMatch(SPARED);
      expect(text).toContain('https://etat.example/vu/x');
    }
  });
});
