// Goal: a verdict says no more than its evidence carries, and each gate holds what it is there for.
// Method: the table that ships, signals by hand, one gate at a time.
import { expect, test } from 'vitest';
import type { SpokenCause } from '../../../core/cause/cause.ts';
import { judge } from '../../../core/cause/judge.ts';
import type { Claim, Signal } from '../../../core/cause/signal.ts';
import { on6April, signal, table } from '../../fixtures/cause/speech.ts';

const at = on6April('08:30');

const verdictOf = (
  features: readonly (string | Signal)[],
  claims: readonly Claim[] = [],
  more: { confirmedCause?: SpokenCause; vantagesAgree?: boolean } = {},
) =>
  judge({
    at,
    signals: features.map((one) => (typeof one === 'string' ? signal(one) : one)),
    claims,
    confirmedCause: null,
    table,
    ...more,
  });

const claim = (over: Partial<Claim>): Claim => ({
  at,
  role: 'owner',
  asserts: 'attack',
  denies: false,
  statement: 'nous le disons',
  source: 'a person',
  ...over,
});

const CROWD = ['latency-knee', 'http-gateway', 'calendar-crowd', 'topology-several-hosters'];

test('knows nothing from nothing', () => {
  const verdict = verdictOf([]);
  expect(verdict).toMatchObject({ cause: 'undetermined', rung: 'inconnue', open: [], refuted: [] });
});

test('a queue on the first remote day with the regulars in the log is probably overload', () => {
  const verdict = verdictOf([...CROWD, 'traffic-crowd', 'topology-control-up']);
  expect(verdict).toMatchObject({ cause: 'overload', rung: 'probable' });
  expect(verdict.refuted).toContain('hosting');
  expect(verdict.for.map(({ feature }) => feature)).toEqual([
    'calendar-crowd',
    'traffic-crowd',
    'latency-with-crowd',
    'topology-several-hosters',
    'http-gateway',
  ]);
  expect(verdict.for.map(({ strength }) => strength)).toEqual([
    'moderate',
    'moderate',
    'moderate',
    'moderate',
    'weak',
  ]);
});

test('G1: vantages that do not agree say nothing', () => {
  const verdict = verdictOf([...CROWD, 'traffic-crowd'], [], { vantagesAgree: false });
  expect(verdict).toMatchObject({ cause: 'undetermined', gates: ['G1'] });
});

test('G2: one family of evidence is not enough, however strong', () => {
  expect(verdictOf(['topology-one-hoster-down'])).toMatchObject({
    cause: 'undetermined',
    gates: ['G2'],
  });
});

test('G3: a flood seen in the log alone is not called an attack', () => {
  const verdict = verdictOf([...CROWD, 'traffic-composition']);
  expect(verdict).toMatchObject({ cause: 'undetermined', rung: 'inconnue' });
  expect(verdict.gates).toContain('G3');
  expect(verdict.open).toEqual(expect.arrayContaining(['overload', 'attack']));
});

test('G3: the owner who says so beside it does not make a second kind of evidence', () => {
  const verdict = verdictOf([...CROWD, 'traffic-composition'], [claim({})]);
  expect(verdict.cause).toBe('undetermined');
  expect(verdict.open.slice(0, 2).toSorted()).toEqual(['attack', 'overload']);
});

test('G3: a strange composition and what the firewall counts are two kinds: an attack', () => {
  const verdict = verdictOf(['traffic-composition', 'waf-suspicion', 'calendar-nothing']);
  expect(verdict).toMatchObject({ cause: 'attack', rung: 'probable' });
});

test('G3: a crowd and a flood in one log leave both open, whoever is ahead', () => {
  const verdict = verdictOf([...CROWD, 'traffic-mixed']);
  expect(verdict).toMatchObject({ cause: 'undetermined', gates: ['G3'] });
  expect(verdict.open).toEqual(['overload', 'attack']);
});

test('G4: an owner who names another cause leaves the matter open between the two', () => {
  const verdict = verdictOf([...CROWD, 'traffic-amplified'], [claim({})]);
  expect(verdict).toMatchObject({ cause: 'undetermined', gates: ['G4'] });
  expect(verdict.open).toEqual(['overload', 'attack']);
});

test('G4: an owner who only denies the cause lowers it by one rung', () => {
  const denial = claim({ asserts: 'overload', denies: true });
  expect(verdictOf([...CROWD, 'traffic-crowd'], [denial])).toMatchObject({
    cause: 'overload',
    rung: 'possible',
    gates: ['G4'],
  });
});

test('G4: a minister changes nothing', () => {
  const minister = claim({ role: 'politician', asserts: 'hosting' });
  const { probabilities } = verdictOf(CROWD);
  expect(verdictOf(CROWD, [minister]).probabilities).toEqual(probabilities);
});

test('G6: words that name somebody do not enter the evidence', () => {
  const words = 'des attaques venues de l’étranger';
  const verdict = verdictOf([...CROWD, 'traffic-amplified'], [claim({ statement: words })]);
  expect(JSON.stringify(verdict)).not.toContain('étranger');
  expect(verdict.for.some(({ feature }) => feature === 'claim-owner')).toBe(true);
});

test('G7: without proof nothing is surer than 95 %', () => {
  const verdict = verdictOf([...CROWD, 'traffic-crowd', 'http-queue-page']);
  expect(verdict.probabilities.overload).toBeCloseTo(0.95, 10);
  expect(verdict.gates).toEqual(['G7']);
});

test('an expired certificate proves itself', () => {
  const verdict = verdictOf(['tls-invalid']);
  expect(verdict).toMatchObject({ cause: 'name-or-certificate', rung: 'confirmée', gates: [] });
});

test('a hoster that declares an incident is believed, and no hoster is named', () => {
  expect(verdictOf(['hoster-incident', 'net-timeout-everywhere'])).toMatchObject({
    cause: 'hosting',
    rung: 'confirmée',
  });
});

test('the operator closes the question, and the evidence against stays in sight', () => {
  const verdict = verdictOf([...CROWD, 'traffic-crowd'], [], { confirmedCause: 'hosting' });
  expect(verdict).toMatchObject({ cause: 'hosting', rung: 'confirmée' });
  expect(verdict.against.map(({ feature }) => feature)).toContain('topology-several-hosters');
});

test('a closing confirmed by the owner is neither up nor down, and has no cause', () => {
  expect(verdictOf(CROWD, [], { confirmedCause: 'suspended' })).toMatchObject({
    cause: 'suspended',
    rung: 'confirmée',
  });
});

test('a later reading of the same log takes back the earlier one', () => {
  const log = { source: 'access-log' };
  const early = signal('traffic-composition', { ...log, at: on6April('08:10') });
  const late = signal('traffic-crowd', { ...log, at: on6April('08:20') });
  expect(verdictOf([...CROWD, early, late])).toEqual(verdictOf([...CROWD, late]));
});

test('says what would tell two open causes apart, and no longer once it is there', () => {
  expect(verdictOf([...CROWD, 'traffic-composition']).missing.join()).toContain('pare-feu');
  expect(verdictOf(['calendar-crowd'], [claim({})]).missing.length).toBeGreaterThan(0);
  const asked = (feature: string) => verdictOf([...CROWD, feature], [claim({})]).missing.join();
  expect(asked('traffic-amplified')).toContain('réseaux jamais vus');
  expect(asked('traffic-crowd')).not.toContain('réseaux jamais vus');
});

test('G3: a volumetric flow needs a second kind only in what all the others say together', () => {
  const around = ['scope-flapping', 'net-unreachable'];
  expect(verdictOf(['traffic-volumetric', ...around])).toMatchObject({ cause: 'attack' });
  expect(verdictOf(['traffic-composition', 'calendar-nothing', ...around]).gates).toContain('G3');
  expect(verdictOf(['traffic-volumetric', 'calendar-nothing']).gates).toContain('G3');
  expect(verdictOf(['traffic-volumetric', ...around, 'calendar-crowd']).gates).toContain('G3');
});

test('G5: hosting is not said on what the probes see, and is on what the hoster shows or says', () => {
  const silent = ['net-timeout-everywhere', 'traffic-silent', 'latency-step'];
  expect(verdictOf(silent)).toMatchObject({ cause: 'undetermined', gates: ['G5'] });
  expect(verdictOf(silent).open).toContain('hosting');
  expect(verdictOf([...silent, 'topology-one-hoster-down'])).toMatchObject({ cause: 'hosting' });
  const word = claim({ role: 'hoster', asserts: 'hosting' });
  expect(verdictOf(silent, [word])).toMatchObject({ cause: 'hosting' });
});

test('waiting that grows says which factor grew, once the traffic is known', () => {
  const joint = (features: readonly string[]) =>
    verdictOf(features).for.map(({ feature }) => feature);
  expect(joint(['latency-knee', 'traffic-amplified', 'calendar-crowd'])).toContain(
    'latency-with-crowd',
  );
  const slow = verdictOf(['latency-knee', 'traffic-flat', 'http-gateway', 'calendar-nothing']);
  expect(slow).toMatchObject({ cause: 'application', rung: 'probable' });
  expect(slow.for[0]).toMatchObject({
    feature: 'latency-without-crowd',
    statement: 'statement of latency-knee statement of traffic-flat',
    provenance: 'measured',
  });
  expect(joint(['latency-without-crowd'])).toEqual([]);
});

test('a second cause is named where each has evidence of its own', () => {
  const launch = ['http-queue-page', 'calendar-crowd', 'traffic-amplified', 'auth-login-only'];
  const broken = claim({ role: 'vendor', asserts: 'application' });
  const crowd = claim({ asserts: 'overload' });
  const verdict = verdictOf(launch, [broken, crowd]);
  expect(verdict).toMatchObject({ cause: 'overload', coCause: 'application' });
  expect(verdict.for.map(({ cause }) => cause)).toContain('application');
  expect(verdictOf(launch, [crowd])).not.toHaveProperty('coCause');
});

test('a line that speaks louder for the likeliest cause opens no other', () => {
  const { open } = verdictOf(['calendar-crowd', 'latency-knee'], [claim({})]);
  expect(open).toEqual(['overload', 'attack']);
});

test('G8: a platform that says it is closed was closed by somebody, who alone knows why', () => {
  const closed = ['http-closed-page', 'auth-login-only', 'scope-partly-fine', 'latency-step'];
  expect(verdictOf(closed)).toMatchObject({ cause: 'undetermined', gates: ['G8'] });
  expect(verdictOf(closed.slice(1))).toMatchObject({ cause: 'application' });
  const word = claim({ asserts: 'application' });
  expect(verdictOf(closed, [word])).toMatchObject({ cause: 'application' });
  expect(verdictOf(closed, [{ ...word, role: 'press' }]).gates).toContain('G8');
});
