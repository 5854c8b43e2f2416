// Goal: every sort of finding becomes the evidence that it is, and people's words stay claims.
// Method: small outages by hand, read as a file's lines; the features and claims that come of them.
import { expect, test } from 'vitest';
import { scenarioEvidence } from '../../../app/cause/evaluate-evidence.ts';
import { CALENDAR_KINDS, HOSTER_KINDS, PROBE_KINDS } from '../../../app/cause/evaluate-kinds.ts';
import { parseScenario } from '../../../app/cause/evaluate-parse.ts';
import { trafficFeatures } from '../../../app/cause/evaluate-traffic.ts';
import { trafficFields } from '../../../app/cause/evaluate-schema.ts';
import { readWords } from '../../../web/words.ts';
import { speech, table } from '../../fixtures/cause/speech.ts';

function evidence(outage: object) {
  const { scenario, skips } = parseScenario(JSON.stringify({ id: 'one', ...outage }), 1);
  if (scenario === null) throw new Error('not read');
  const { at, signals, claims } = scenarioEvidence(scenario, speech);
  return { at, signals, claims, skips, features: signals.map(({ feature }) => feature) };
}

const service = (name: string, hoster: string, affected: boolean) => ({ name, hoster, affected });

test('every kind has a row that weighs it, and words in both languages', () => {
  const features = [PROBE_KINDS, HOSTER_KINDS, CALENDAR_KINDS]
    .flatMap((kinds) => Object.values(kinds))
    .filter((feature) => feature !== null);
  const known = new Set(table.rows.map(({ feature }) => feature));
  expect(features.filter((feature) => !known.has(feature))).toEqual([]);
  for (const language of ['fr', 'en'] as const)
    for (const feature of features)
      expect(readWords(language)(`cause.told.${feature}`)).toMatch(/\.$/);
});

test('a finding told twice is one signal, and kinds of one row are one', () => {
  const { features } = evidence({
    probeFindings: [{ kind: 'http_502' }, { kind: 'http_503' }, { kind: 'http_502' }],
    calendar: [{ kind: 'launch' }, { kind: 'deadline' }],
  });
  expect(features).toEqual(['http-gateway', 'calendar-crowd']);
});

test('a change inside is no evidence, and an unknown one is counted', () => {
  const { signals, skips } = evidence({ changes: [{ kind: 'deploy' }, { kind: 'exorcism' }] });
  expect(signals).toEqual([]);
  expect(skips).toMatchObject([{ reason: 'unknown-kind', field: 'changes', value: 'exorcism' }]);
});

test('a claim counts when it was heard within the day', () => {
  const claim = { who: 'X', role: 'owner', asserts: 'not:dns_tls', says: 'no\nno' };
  const { claims, skips } = evidence({
    claims: [
      { ...claim, knownWithin24h: true },
      { ...claim, role: 'police', knownWithin24h: false },
      { ...claim, role: 'vendor' },
      { ...claim, role: 'oracle', knownWithin24h: true },
      { ...claim, asserts: 'gremlins', knownWithin24h: true },
    ],
  });
  expect(
    claims.map(({ role, asserts, denies, statement }) => ({ role, asserts, denies, statement })),
  ).toEqual([
    { role: 'owner', asserts: 'name-or-certificate', denies: true, statement: 'no no' },
    { role: 'public', asserts: 'name-or-certificate', denies: true, statement: 'no no' },
  ]);
  expect(skips.map(({ reason, field }) => `${reason} ${field}`)).toEqual([
    'undated-claim claims',
    'unknown-kind claims.role',
    'unknown-kind claims.asserts',
  ]);
});

test('a denial on the hoster’s own page is the hoster’s word, and no measurement', () => {
  const { claims, signals } = evidence({ hosterStatus: [{ kind: 'hoster_denies' }] });
  expect(signals).toEqual([]);
  expect(claims).toMatchObject([{ role: 'hoster', asserts: 'hosting', denies: true }]);
});

test('an incident on the page of a platform that runs itself accuses no hoster', () => {
  const hosterStatus = [{ kind: 'incident_same_hoster' }];
  const featuresOf = (...services: readonly object[]) =>
    evidence({ services, hosterStatus }).features;
  expect(featuresOf(service('Lessons', 'own data centre', true))).toEqual([]);
  expect(featuresOf(service('Lessons web', 'Lessons (own + clouds)', true))).toEqual([]);
  expect(featuresOf(service('Lessons', 'DC 1', true))).toEqual(['hoster-incident']);
  expect(
    featuresOf(service('Lessons web', 'Lessons', true), service('a school', 'Lessons', true)),
  ).toEqual(['hoster-incident']);
  expect(featuresOf()).toEqual(['hoster-incident']);
});

test('services tell who shares a hoster, as it is written, and who shares a provider', () => {
  const up = ['c', 'd', 'e'].map((name) => service(name, `hoster of ${name}`, false));
  expect(
    evidence({
      services: [service('a', 'DC 1 (per press)', true), service('b', 'DC 1', true), ...up],
    }).features,
  ).toEqual(['topology-one-hoster-down']);
  expect(
    evidence({
      services: [
        service('a', 'own, DNS at Names', true),
        service('b', 'own data centre, DNS at Names', true),
        ...up,
      ],
    }).features,
  ).toEqual(['topology-shared-third-party']);
  expect(
    evidence({ services: [service('a', 'DC 1', true), service('b', 'DC 1', false)] }).features,
  ).toEqual(['topology-control-up']);
});

test('hosters that are not on record are never one hoster', () => {
  for (const hoster of ['not public', 'own', 'unknown', '', 'own data centre'])
    expect(
      evidence({ services: [service('a', hoster, true), service('b', hoster, false)] }).features,
    ).toEqual([]);
});

test('a line for services of several hosters stands for more than one', () => {
  const { features } = evidence({ services: [service('sites', 'various', true)] });
  expect(features).toEqual(['topology-several-hosters']);
});

test('a home’s own signals are taken as they are, and its neighbours are not read twice', () => {
  const { signals, at } = evidence({
    date: '2026-01-05',
    services: [service('a', 'x', true), service('b', 'x', false)],
    signals: [
      { feature: 'latency-knee', at: '2026-01-05T07:05:00Z', source: 'probes', statement: '6 s' },
      { feature: 'never-heard-of', at: 1e300, statement: 'from Russia' },
    ],
  });
  expect(signals).toMatchObject([
    { feature: 'latency-knee', source: 'probes', statement: '6 s', provenance: 'measured' },
    { feature: 'never-heard-of', source: 'file', statement: 'never-heard-of' },
  ]);
  expect(new Date(at).toISOString()).toBe('2026-01-05T09:00:00.000Z');
});

test.each(['2026-01-05 18:00', '2026-01-05T18:00', 'January 6, 2026', '8h'])(
  'an instant that each machine would read in its own zone is the day’s: %s',
  (told) => {
    const signals = [{ feature: 'latency-knee', at: told }];
    const { at } = evidence({ date: '2026-01-05', signals });
    expect(new Date(at).toISOString()).toBe('2026-01-05T09:00:00.000Z');
  },
);

test.each<[string, object, readonly string[]]>([
  ['nothing', {}, []],
  ['a flow that fills its port', { volumeGbps: 20 }, ['traffic-volumetric']],
  ['a small flow is not one', { volumeGbps: 0.5 }, []],
  ['small packets', { mpps: 126 }, ['traffic-volumetric']],
  ['strangers', { nonSchoolShare: 0.99 }, ['traffic-composition']],
  ['one page', { pathConcentration: 0.9 }, ['traffic-composition']],
  ['one page, asked for by the regulars', { pathConcentration: 0.9, nonSchoolShare: 0.1 }, []],
  ['from abroad', { sourceGeo: 'mostly foreign' }, ['traffic-composition']],
  ['not from abroad', { sourceGeo: 'no foreign sources' }, []],
  ['from here', { sourceGeo: 'domestic (inferred)' }, []],
  [
    'a flood inside a crowd',
    { nonSchoolShare: 0.8, amplification: 12 },
    ['traffic-composition', 'traffic-mixed'],
  ],
  [
    'the regulars, on the usual pages',
    { nonSchoolShare: 0.2, pathConcentration: 0.2, amplification: 5 },
    ['traffic-crowd'],
  ],
  ['more of them, and nothing else known', { amplification: 4.5 }, ['traffic-amplified']],
  ['in per cent', { amplificationPercent: 3_116 }, ['traffic-amplified']],
  ['a peak factor', { peakAmplification: 10 }, ['traffic-amplified']],
  ['half as much again', { amplification: 1.5 }, []],
  ['no more than usual', { amplification: 1 }, ['traffic-flat']],
  ['figures before words', { amplification: 1, shape: 'morning bell' }, ['traffic-flat']],
  ['a rise without a figure', { shape: 'morning bell, 08:00-10:00' }, ['traffic-rise-told']],
  ['no rise without a figure', { shape: 'night, no peak' }, ['traffic-quiet-told']],
  ['a fall', { shape: 'traffic drop, not rise' }, ['traffic-quiet-told']],
  ['a step says neither', { shape: 'step' }, []],
  [
    'addresses of many countries',
    { sources: 257_000, countries: 29, shape: 'step' },
    ['traffic-many-countries'],
  ],
  ['a list of networks', { sources: '>1000 ASNs', countries: 29 }, []],
])('traffic: %s', (_name, traffic, features) => {
  expect(trafficFeatures(trafficFields.parse(traffic))).toEqual(features);
  const known = new Set(table.rows.map(({ feature }) => feature));
  for (const feature of features) expect(known.has(feature)).toBe(true);
});
