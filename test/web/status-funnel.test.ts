import { describe, expect, test } from 'vitest';
import { summariseStates } from '../../app/notices/summarise-deliveries.ts';
import { sentFunnel } from '../../app/views/sent-funnel.ts';
import { statusView } from '../../app/views/status-view.ts';
import { DELIVERY_STATES } from '../../core/notice/delivery-state.ts';
import type { DeliverySummary, StateCounts } from '../../core/notice/notice.ts';
import { renderStatus } from '../../web/status/render-status.ts';
import { readWords } from '../../web/words.ts';
import { statusExtras } from './fixtures/faces.ts';
import { morning } from './fixtures/morning.ts';
import { morningPolicy } from './fixtures/morning-policy.ts';

// Goal: everybody may read how far a message is, on each channel, in numbers and without a script.
// Method: counts of a ledger, shown on the page of the morning; a later look has other counts.

const counts = (some: Partial<StateCounts>): StateCounts =>
  ({ ...Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])), ...some }) as StateCounts;
const summary = (mail: Partial<StateCounts>, sms: Partial<StateCounts> = {}): DeliverySummary => ({
  ...summariseStates(counts(mail)),
  channels: { mail: counts(mail), sms: counts(sms) },
});
const page = (of: DeliverySummary | null, language: 'fr' | 'en' = 'fr') => {
  const extras = { ...statusExtras(language), deliveries: () => of };
  const html = renderStatus(statusView(morning, morningPolicy, extras), readWords(language));
  return html.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('&#39;', "'");
};
const SOME = summary(
  { planned: 4_000, claimed: 20, accepted: 300, delivered: 4_700, 'failed-permanent': 7 },
  { delivered: 3, unknown: 1, suppressed: 2, 'failed-temporary': 1 },
);

describe('the funnel of a message', () => {
  test('tells of each channel what is planned, and what became of it', () => {
    expect(page(SOME)).toContain(
      "Par courriel : 9 027 prévus, 20 en cours d'envoi, 300 acceptés, 4 700 remis, 7 en échec.",
    );
    expect(page(SOME, 'en')).toContain(
      'By SMS: 7 planned, 0 leaving, 0 accepted, 3 delivered, 3 failed, 1 without an answer.',
    );
  });

  test('tells apart what a newer message replaced from what failed', () => {
    const one = summary({ delivered: 1 }, { delivered: 39, suppressed: 196, dropped: 195 });
    expect(page(one)).toContain(
      "Par SMS : 235 prévus, 0 en cours d'envoi, 0 accepté, 39 remis, 1 en échec, 195 remplacés par un message plus récent.",
    );
    expect(page(one)).toContain('Par courriel : 1 prévu, 0 en cours');
    expect(page(one, 'en')).toContain('1 failed, 195 replaced by a newer message.');
    const [, sms] = sentFunnel(one);
    expect(sms).toMatchObject({ planned: 235, failed: 1, replaced: 195 });
  });

  test('moves with the ledger, and needs no script', () => {
    const before = page(summary({ planned: 9, delivered: 1 }));
    const after = page(summary({ delivered: 10 }));
    expect(before).toContain('class="f-delivered" x="0" width="10"');
    expect(after).toContain('class="f-delivered" x="0" width="100"');
    expect(after.match(/<script(?! type="application\/ld\+json")/g)).toHaveLength(1);
  });

  test('is left out of a channel that nothing is owed on, and where nothing was counted', () => {
    expect(page(summary({ delivered: 1 }))).not.toContain('Par SMS :');
    expect(page(null)).not.toContain('class="funnels"');
    expect(sentFunnel({ accepted: 3, failed: 0, unknown: 0, pending: 0 })).toEqual([]);
  });

  test('has parts that add up to what is planned', () => {
    const [mail] = sentFunnel(SOME);
    const { claimed = 0, accepted = 0, delivered = 0, failed = 0, unknown = 0 } = mail ?? {};
    expect(claimed + accepted + delivered + failed + unknown).toBe(9_027 - 4_000);
  });
});
