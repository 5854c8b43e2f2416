// Goal: a school is told in another way exactly when its mail failed for good and nothing else reaches
// it. Method: properties over small lists.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DELIVERY_STATES, hasFailed } from '../../../core/notice/delivery-state.ts';
import { schoolsWithoutMail } from '../../../core/notice/schools-without-mail.ts';

const SCHOOLS = ['0311131L', '0311132M', '0311133N'];

const one = fc.record({
  channel: fc.constantFrom('mail' as const, 'sms' as const),
  recipients: fc.uniqueArray(fc.constantFrom(...SCHOOLS, 'Région Nord'), { minLength: 1 }),
  state: fc.constantFrom(...DELIVERY_STATES),
});

test('names each school that lost its mail for good, and none that anything may reach', () => {
  fc.assert(
    fc.property(fc.array(one), (all) => {
      const readers = all.filter(({ state }) => !hasFailed(state));
      const unreached = all.filter(({ state }) => hasFailed(state) || state === 'unknown');
      const without = schoolsWithoutMail(unreached, readers);
      expect(without).not.toContain('Région Nord');
      for (const school of SCHOOLS) {
        const mine = all.filter(({ recipients }) => recipients.includes(school));
        const lost = mine.some(
          ({ channel, state }) =>
            channel === 'mail' && (state === 'failed-permanent' || state === 'suppressed'),
        );
        const open = mine.some(({ state }) => !hasFailed(state));
        expect([school, without.has(school)]).toEqual([school, lost && !open]);
      }
    }),
  );
});
