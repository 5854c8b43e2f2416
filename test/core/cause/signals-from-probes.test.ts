// Goal: what probes saw before and during a fall becomes the right rows, and no others.
// Method: timelines of observations by hand, the words that ship.
import { expect, test } from 'vitest';
import { signalsFromProbes } from '../../../core/cause/signals-from-probes.ts';
import type { Observation } from '../../../core/watch/observation.ts';
import {
  CALM_UNTIL,
  calm,
  every20s,
  FELL,
  failing,
  minutesAfterFall,
  slowing,
  steady,
} from '../../fixtures/cause/probes.ts';
import { speech } from '../../fixtures/cause/speech.ts';

const signalsOf = (...observations: readonly (readonly Observation[])[]) =>
  signalsFromProbes({
    at: minutesAfterFall(5),
    fellAt: FELL,
    calmUntil: CALM_UNTIL,
    observations: observations.flat(),
    speech,
  });

const featuresOf = (...observations: readonly (readonly Observation[])[]) =>
  signalsOf(...observations)
    .map(({ feature }) => feature)
    .toSorted();

test('an origin that slows down before its gateway gives up shows a knee', () => {
  expect(featuresOf(calm(), slowing(6_000), failing('http-503'))).toEqual([
    'http-gateway',
    'latency-knee',
  ]);
});

test('says the number and its baseline in one French line', () => {
  const [knee] = signalsOf(calm(), slowing(6_000), failing('http-503')).filter(
    ({ feature }) => feature === 'latency-knee',
  );
  expect(knee?.statement).toMatch(
    /^Temps de réponse médian de \d,\d s .* contre 200 ms au calme\.$/,
  );
  expect(knee?.value).toBeGreaterThan(600);
  expect(knee?.baseline).toBe(200);
});

test('sees a knee in answers that come late, before any true error', () => {
  const late = every20s(0, 300, (sec) => ({ ms: 4_000 + sec, failure: 'body-slow' }));
  expect(featuresOf(calm(), slowing(3_000), late)).toEqual(['latency-knee']);
});

test('an origin that dies at full speed shows a step', () => {
  expect(featuresOf(calm(), steady(), failing('tcp-timeout'))).toEqual([
    'latency-step',
    'net-timeout-everywhere',
  ]);
});

test('timeouts after a knee are a full queue, not a dead network', () => {
  expect(featuresOf(calm(), slowing(6_000), failing('tcp-timeout'))).toEqual(['latency-knee']);
});

test('says nothing of slowness without a calm to compare with', () => {
  expect(featuresOf(failing('http-503'))).toEqual(['http-gateway']);
});

test.each([
  ['tcp-refused', 'tcp-refused'],
  ['http-500', 'http-500'],
  ['http-502', 'http-gateway'],
  ['http-504', 'http-gateway'],
  ['body-queue-page', 'http-queue-page'],
  ['body-closed-page', 'http-closed-page'],
  ['body-maintenance-page', 'http-maintenance-page'],
  ['body-error-page', 'http-error-page'],
  ['body-mismatch', 'content-wrong'],
  ['http-4xx', 'http-refused'],
  ['tls-handshake', 'tls-handshake'],
  ['tls-expired', 'tls-invalid'],
  ['tls-untrusted', 'tls-invalid'],
  ['dns-nxdomain', 'dns-nxdomain'],
  ['dns-servfail', 'dns-failure'],
] as const)('%s is the row %s', (failure, feature) => {
  expect(featuresOf(calm(), steady(), failing(failure))).toContain(feature);
});

test('a name that fails at one vantage only is that vantage’s resolver', () => {
  const one = every20s(0, 300, (_sec, vantage) =>
    vantage === 'a' ? { failure: 'dns-nxdomain' } : {},
  );
  const features = featuresOf(calm(), steady(), one);
  expect(features).not.toContain('dns-failure');
  expect(features).toContain('scope-others-fine');
});

test('an origin that rises and falls as a whole is flapping; one that half answers is not', () => {
  const flapping = every20s(0, 300, (sec) =>
    Math.floor(sec / 60) % 2 === 0 ? { failure: 'http-503' } : {},
  );
  const half = every20s(0, 300, (sec, vantage) =>
    (sec / 20 + vantage.charCodeAt(0)) % 2 === 0 ? { failure: 'http-503' } : {},
  );
  expect(featuresOf(flapping)).toContain('scope-flapping');
  expect(featuresOf(half)).not.toContain('scope-flapping');
});

test('no failure, no signal', () => {
  expect(featuresOf(calm(), slowing(6_000))).toEqual([]);
});

test('a login page where another was expected accuses nobody', () => {
  expect(featuresOf(calm(), steady(), failing('body-login-page'))).toEqual(['latency-step']);
});

test('a redirect to somewhere that was not looked at is no wrong content', () => {
  const redirected = failing('body-mismatch').map((one) => ({ ...one, status: 302 }));
  expect(featuresOf(calm(), steady(), redirected)).not.toContain('content-wrong');
});

test('a name that its own servers deny is theirs to tell; resolvers alone are not', () => {
  const denied = (role: 'authority' | 'resolver') =>
    failing('dns-nxdomain').map((one) => ({
      ...one,
      names: [{ role, server: '192.0.2.1:53', addresses: [], failure: 'dns-nxdomain' } as const],
    }));
  expect(featuresOf(calm(), steady(), denied('authority'))).toContain('dns-nxdomain-authority');
  expect(featuresOf(calm(), steady(), denied('resolver'))).toContain('dns-nxdomain');
});

/** Every other probe of each vantage gets lost, and the others take `ms`. */
const lossy = (ms: number) =>
  every20s(0, 300, (sec, vantage) =>
    (sec / 20 + vantage.charCodeAt(0)) % 2 === 0 ? { failure: 'tcp-timeout' } : { ms },
  );

test('connections that get lost from everywhere while the others are quick are lost on the way', () => {
  const [loss] = signalsOf(calm(), steady(), lossy(210)).filter(
    ({ feature }) => feature === 'net-loss-everywhere',
  );
  expect(loss?.statement).toMatch(
    /^Des connexions se perdent depuis 3 points de mesure, tous : \d+\s%/,
  );
});

test('connections that get lost while the others are slow, at one vantage, or in a fall that ends, are not', () => {
  expect(featuresOf(calm(), steady(), lossy(2_000))).not.toContain('net-loss-everywhere');
  expect(featuresOf(calm(), slowing(6_000), lossy(210))).not.toContain('net-loss-everywhere');
  const one = every20s(0, 300, (_sec, vantage) =>
    vantage === 'a' ? { failure: 'tcp-timeout' } : { ms: 210 },
  );
  expect(featuresOf(calm(), steady(), one)).not.toContain('net-loss-everywhere');
  const ended = every20s(0, 300, (sec) => (sec < 150 ? { failure: 'tcp-timeout' } : { ms: 210 }));
  expect(featuresOf(calm(), steady(), ended)).not.toContain('net-loss-everywhere');
});
