// Goal: the figures of silent schools stay in sight when mails come back beside them, and each has its
// own words. Method: one notice with all levels carried out, worded and rendered in both languages.
import { expect, test } from 'vitest';
import { noticeLine } from '../../../app/views/notice-line.ts';
import type { Escalation } from '../../../core/notice/escalation.ts';
import type { Notice } from '../../../core/notice/notice.ts';
import { summariseStates } from '../../../app/notices/summarise-deliveries.ts';
import { epochMs } from '../../../core/units.ts';
import { renderGone } from '../../../web/console/render-notice.ts';
import { readWords } from '../../../web/words.ts';
import { longest } from '../../core/notice/contents.ts';
import { morningView } from '../../web/fixtures/faces.ts';

const at = epochMs(Date.UTC(2021, 3, 6, 7));
const level = (
  kind: Escalation['level'],
  [schools, acknowledged, sms, telephone]: readonly [number, number, number, number],
): Escalation => ({ level: kind, at, outcome: { schools, acknowledged, sms, telephone } });
const SILENT = [level('sms', [200, 150, 40, 0]), level('telephone', [200, 160, 0, 40])] as const;

const lineOf = (
  language: 'fr' | 'en',
  escalations: readonly Escalation[],
  more: Partial<Notice> = {},
) => {
  const notice: Notice = {
    id: 'n',
    content: longest,
    stage: 'sent',
    plannedAt: at,
    sendAt: at,
    firstAcceptedAt: at,
    finishedAt: at,
    escalations,
    ...more,
  };
  const text = { sms: 's', smsSeptets: 1, smsSegments: 1, mailSubject: 'x', mailText: 'y' };
  const words = readWords(language);
  const extras = { now: at, pace: 1, rehearsal: false, language, words, render: () => text };
  const line = noticeLine(notice, extras);
  return { line, markup: renderGone(line, { ...morningView(), language }, words).markup };
};

test('a fallback hides nothing of the levels about silent schools', () => {
  const { line } = lineOf('fr', [...SILENT, level('fallback', [1, 0, 1, 0])]);
  expect(line.escalated).toEqual({ schools: 200, acknowledged: 160, sms: 40, telephone: 40 });
  expect(line.fallbackSms).toBe(1);
  const alone = lineOf('fr', [level('fallback', [3, 0, 2, 0]), level('fallback', [1, 0, 1, 0])]);
  expect(alone.line).toMatchObject({ escalated: null, fallbackSms: 3 });
});

test.each([
  ['fr', 1, "Un SMS à la place d'un courriel revenu."],
  ['fr', 2, '2 SMS à la place de courriels revenus.'],
  ['en', 1, 'One SMS in place of a mail that came back.'],
  ['en', 2, '2 SMS in place of mails that came back.'],
] as const)('it has words of its own, in %s of %i', (language, sms, words) => {
  const { markup } = lineOf(language, [...SILENT, level('fallback', [sms, 0, sms, 0])]);
  expect(markup.replaceAll('&#39;', "'").replaceAll('’', "'").replaceAll(' ', ' ')).toContain(
    words,
  );
  expect(lineOf(language, SILENT).markup).not.toContain('SMS in place');
});

test.each([
  ['fr', '195 remplacés par un message plus récent', '1 retenu'],
  ['en', '195 replaced by a newer message', '1 suppressed'],
] as const)(
  'what a newer message replaced was kept back by nobody, in %s',
  (language, told, kept) => {
    const none = { planned: 0, claimed: 0, unknown: 0, accepted: 0, 'failed-temporary': 0 };
    const states = { ...none, delivered: 39, suppressed: 196, 'failed-permanent': 0, dropped: 195 };
    const { markup } = lineOf(language, [], { deliveries: summariseStates(states) });
    expect(markup).toContain(`<span class="key-replaced">${told}</span>`);
    expect(markup).toContain(`<span class="key-suppressed">${kept}</span>`);
    expect(markup).toContain('class="part-replaced"');
  },
);
