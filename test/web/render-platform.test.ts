import { expect, test } from 'vitest';
import type { Shedding, State } from '../../core/incident/state.ts';
import type { DnsChange } from '../../core/shelter/dns-change.ts';
import { platformId } from '../../core/units.ts';
import { healthCheckVantage } from '../../core/watch/health-check-vantage.ts';
import { consoleNow } from './fixtures/console-now.ts';
import { readWords } from '../../web/words.ts';
import { morningView } from './fixtures/faces.ts';
import { checkedRound } from '../fixtures/check-vote.ts';
import { morning, paris } from './fixtures/morning.ts';
import { morningPolicy } from './fixtures/morning-policy.ts';

// Goal: a platform's card on the console says what part of its visitors is kept away, by whom, and what
// batch is on its way. Method: the morning's state with one platform changed, and the page as written.

const ARA = platformId('ara');

function keeping(shed: Shedding | null, change: DnsChange | null = null): State {
  const ara = morning.platforms[ARA];
  if (ara === undefined) throw new Error('the morning has no such platform');
  const shelter = { ...ara.shelter, mirrorShare: shed?.share ?? 0, change };
  return { ...morning, platforms: { ...morning.platforms, [ARA]: { ...ara, shed, shelter } } };
}
const cardOf = (
  shed: Shedding | null,
  language: 'fr' | 'en' = 'fr',
  change: DnsChange | null = null,
): string => {
  const view = morningView(language, keeping(shed, change));
  const page = consoleNow(view, readWords(language));
  return (page.split('id="platform-ara"')[1] ?? '').split('</li>\n<li class="card')[0] ?? '';
};
const since = paris('08:10:00');

test('a share that a person keeps on the mirror is told with its part', () => {
  expect(cardOf({ share: 0.25, by: 'person', since }).replaceAll(/\s/g, ' ')).toContain(
    '25 % gardés au miroir par une personne',
  );
});

test('a share that a rule keeps there says why, in English too', () => {
  expect(cardOf({ share: 0.5, by: 'rule', since }, 'en')).toContain(
    '50% kept on the mirror: the platform answers badly',
  );
});

test('where nothing is kept away nothing is said of it', () => {
  expect(cardOf(null)).not.toContain('gardés au miroir');
});

const change = { id: 'C42', acceptedAt: since, insyncAt: null };

test.each([
  ['fr', /lot C42 accepté à 08:10(:00)?, pas encore en place partout/],
  ['en', /batch C42 accepted at 08:10(:00)?, not in sync everywhere yet/],
] as const)('a batch that is accepted and not in sync is named in %s', (language, text) => {
  expect(cardOf(null, language, change).replaceAll(/\s/g, ' ')).toMatch(text);
});

test('one that is in sync is not', () => {
  expect(cardOf(null, 'fr', { ...change, insyncAt: since })).not.toContain('C42');
});

test.each([
  ['fr', 'le retour attend : Route 53 voit encore'],
  ['en', 'the way back waits: Route 53 still sees the origin down'],
] as const)('in %s it says whose word visitors wait for on the mirror', (language, told) => {
  const ara = morning.platforms[ARA];
  if (ara === undefined) throw new Error('the morning has no such platform');
  const policy = {
    ...morningPolicy,
    vantages: [...morningPolicy.vantages.slice(0, 2), healthCheckVantage],
  };
  const page = (check: string, standing: 'up' | 'down' = 'up'): string => {
    const { votes } = checkedRound('ara', since, '..', check);
    const mirror = { fit: true, at: since, reasons: [] };
    const shelter = { ...ara.shelter, mirrorShare: 1 };
    const changed = { ...ara, standing, mirror, votes, shelter };
    const state = { ...morning, platforms: { ...morning.platforms, [ARA]: changed } };
    const written = consoleNow(morningView(language, state, policy), readWords(language));
    return String(written).replaceAll(/\s/g, ' ');
  };
  expect(page('x')).toContain(told);
  expect(page('x', 'down')).not.toContain(told);
  expect(page('s')).not.toContain(told);
});
