import { expect, test } from 'vitest';
import type { State } from '../../core/incident/state.ts';
import type { Notice } from '../../core/notice/notice.ts';
import { renderNow } from '../../web/console/render-now.ts';
import { readWords } from '../../web/words.ts';
import { morningView } from './fixtures/faces.ts';
import { morning, paris } from './fixtures/morning.ts';

// Goal: SMS that wait, or are not sent, are seen before a notice leaves, and why.
// Method: the morning's coming notices, with such a plan.

function held(): State {
  const notices = Object.entries(morning.notices).map(([id, notice]): [string, Notice] => [
    id,
    notice.plan === undefined
      ? notice
      : {
          ...notice,
          plan: {
            ...notice.plan,
            held: { sms: 12, until: paris('23:30:00') },
            leftOut: { 'no-class': 7, bundled: 2 },
          },
        },
  ]);
  return { ...morning, notices: Object.fromEntries(notices) };
}

test.each([
  ['fr', 'SMS qui attendent\u00A0: 12, jusqu&#39;au 6 avril, 23:30', 'pas classe\u00A0: 7'],
  ['en', 'SMS waiting: 12, until 6 April, 23:30', 'no class: 7'],
] as const)('in %s', (language, waiting, leftOut) => {
  const { markup } = renderNow(morningView(language, held()), readWords(language));
  expect(markup).toContain(waiting);
  expect(markup).toContain(leftOut);
  const unknown = readWords(language)('console.notice.leftOut.calendar-unknown', { count: '' });
  expect(markup).not.toContain(unknown.slice(0, 30));
});
