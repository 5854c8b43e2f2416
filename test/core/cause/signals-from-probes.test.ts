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
  ['tls-expired', 'tls-invalid'],
  ['tls-untrusted', 'tls-invalid'],
  ['dns-nxdomain', 'dns-failure'],
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
