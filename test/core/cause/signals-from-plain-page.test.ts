// Goal: a login that fails alone is told from a platform that fails. Method: probes of the login and of a
// page beside it, by hand.
import { expect, test } from 'vitest';
import { signalsFromPlainPage } from '../../../core/cause/signals-from-plain-page.ts';
import type { Observation, ProbeErrorKind } from '../../../core/watch/observation.ts';
import { every20s, failing, minutesAfterFall } from '../../fixtures/cause/probes.ts';
import { speech } from '../../fixtures/cause/speech.ts';

const plain = (...failures: readonly (ProbeErrorKind | null)[]): readonly Observation[] =>
  every20s(0, 20, (_sec, vantage) => {
    const failure = failures['abc'.indexOf(vantage)];
    return failure ? { failure } : {};
  }).slice(0, failures.length);

const signalsOf = (latest: readonly Observation[], beside: readonly Observation[]) =>
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
