// Goal: a login that fails alone is told from a platform that fails. Method: probes of the login and of a
// page beside it, by hand.
import { expect, test } from 'vitest';
import type { ProbeFact } from '../../../core/cause/probe-lines.ts';
import { answersBadly, signalsFromPlainPage } from '../../../core/cause/signals-from-plain-page.ts';
import type { Observation, ProbeErrorKind } from '../../../core/watch/observation.ts';
import { every20s, factAt, failing, minutesAfterFall } from '../../fixtures/cause/probes.ts';
import { speech } from '../../fixtures/cause/speech.ts';

const plain = (...failures: readonly (ProbeErrorKind | null)[]): readonly Observation[] =>
  every20s(0, 20, (_sec, vantage) => {
    const failure = failures['abc'.indexOf(vantage)];
    return failure ? { failure } : {};
  }).slice(0, failures.length);

const signalsOf = (latest: readonly ProbeFact[], beside: readonly ProbeFact[]) =>
  signalsFromPlainPage({ at: minutesAfterFall(5), latest, plain: beside, speech });

test('the login fails and the page beside it answers everywhere', () => {
  expect(signalsOf(failing('http-500'), plain(null, null, null))).toMatchObject([
    {
      feature: 'auth-login-only',
      provenance: 'measured',
      value: 1,
      statement: expect.stringMatching(/^La page de connexion échoue \(100\s%/),
    },
  ]);
  expect(signalsOf(failing('body-error-page'), plain(null, 'body-late'))).toHaveLength(1);
});

test.each([
  ['the page beside it fails somewhere too', failing('http-500'), plain(null, 'http-500', null)],
  ['one vantage alone asked', failing('http-500'), plain(null)],
  ['nobody asked', failing('http-500'), []],
  ['the platform is not reached', failing('tcp-timeout'), plain(null, null, null)],
  ['its certificate is refused', failing('tls-expired'), plain(null, null, null)],
  ['it is merely slow', failing('body-late'), plain(null, null, null)],
  ['it is back', every20s(0, 300, () => ({})), plain(null, null, null)],
])('says nothing when %s', (_when, latest, beside) => {
  expect(signalsOf(latest, beside)).toEqual([]);
});

/** What was seen of the page, a mark a probe: `.` good, `5` an error, `t` not reached. */
const latest = (row: string, of: Partial<ProbeFact> = {}): readonly ProbeFact[] =>
  Array.from(row, (mark, index) => {
    const kind = mark === '.' ? null : mark === '5' ? 'http-500' : 'tcp-timeout';
    return { ...factAt(index * 20, kind), ...of };
  });
const silent = { stage: 'vantage', kind: 'vantage-silent', detail: '' } as const;

test.each([
  ['55.', true],
  ['5.', false],
  ['5..', false],
  ['5555t', true],
  ['555t', false],
  ['', false],
])(
  'a page is answered badly by more than half, of which four fifths are answers: %s, %s',
  (row, told) => {
    expect(answersBadly(latest(row))).toBe(told);
  },
);

test.each<readonly [string, Partial<ProbeFact>]>([
  ['a mirror', { target: 'mirror' }],
  ['a health check', { by: 'health-check' }],
  ['a vantage that saw nothing', { failure: silent }],
])('%s is passed over, of the login and of the page beside it', (_what, of) => {
  const login = latest('55.');
  expect(answersBadly([...login, ...latest('...', of)])).toBe(true);
  expect(answersBadly([...latest('.'), ...latest('555', of)])).toBe(false);
  const others = latest('tt', of);
  expect(signalsOf([...login, ...others], [...plain(null, null), ...others])).toMatchObject([
    { feature: 'auth-login-only', source: 'plain-page', value: 2 / 3 },
  ]);
  expect(signalsOf(login, [...plain(null), ...others])).toEqual([]);
});
