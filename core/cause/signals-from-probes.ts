import type { EpochMs } from '../units.ts';
import type { Observation } from '../watch/observation.ts';
import { type FailureMix, failureMix } from './failure-mix.ts';
import { isFlapping, vantagesFine } from './fall-scope.ts';
import { type LatencyShape, latencyShape } from './latency-shape.ts';
import { makeSignal } from './make-signal.ts';
import type { Signal } from './signal.ts';
import { type Speech, sayDuration, sayShare } from './speech.ts';

export interface ProbeEvidence {
  readonly at: EpochMs;
  /** First bad round of the fall. */
  readonly fellAt: EpochMs;
  /** Up to here the morning was calm: what came before is the baseline. */
  readonly calmUntil: EpochMs;
  /** One platform's, before and during the fall; those of its mirror, of a silent vantage and of a health check are passed over. */
  readonly observations: readonly Observation[];
  readonly speech: Speech;
}

type Told = NonNullable<Parameters<typeof makeSignal>[2]>;
type Found = readonly [feature: string, told: Told];

/** Name seen by this many vantages before the names are blamed; one alone is its resolver. */
const DNS_VANTAGES_MIN = 3;
const NET_VANTAGES_MIN = 3;
const HALF = 0.5;
/** A part of failures from which gateway errors are worth a line; chosen. */
const GATEWAY_SHARE_MIN = 0.2;
const PAGES_MIN = 2;

/** What the probes of one fall say of its cause. */
export function signalsFromProbes({
  at,
  fellAt,
  calmUntil,
  observations,
  speech,
}: ProbeEvidence): readonly Signal[] {
  const seen = observations
    .filter(({ target, failure, by }) => {
      const measured = by === undefined && failure?.stage !== 'vantage';
      return target === 'origin' && measured;
    })
    .toSorted((a, b) => a.at - b.at);
  const during = seen.filter((one) => one.at >= fellAt && one.at <= at);
  const mix = failureMix(during);
  if (mix.failures === 0) return [];
  const shape = latencyShape(seen, fellAt, calmUntil);
  const found = [
    ...namesAndCertificates(mix, speech),
    ...network(mix, shape, speech),
    ...answers(mix, speech),
    ...latency(shape, speech),
    ...scope(during, mix),
  ];
  return found.map(([feature, told]) =>
    makeSignal({ at, source: 'probes', speech }, feature, told),
  );
}

function namesAndCertificates(mix: FailureMix, speech: Speech): readonly Found[] {
  const tls = mix.of(
    'tls-expired',
    'tls-not-yet-valid',
    'tls-self-signed',
    'tls-untrusted',
    'tls-name-mismatch',
  );
  const dns = mix.of('dns-nxdomain', 'dns-servfail', 'dns-timeout');
  return [
    ...only(tls.share >= HALF && tls.vantages >= Math.min(2, mix.vantages), 'tls-invalid', {
      ...shareOf(tls.share, speech),
      wording: mix.of('tls-expired').count > 0 ? 'tls-expired' : 'tls-invalid',
    }),
    ...only(dns.vantages >= DNS_VANTAGES_MIN, 'dns-failure', {
      values: { vantages: dns.vantages, all: mix.vantages },
      value: dns.vantages,
    }),
  ];
}

function network(mix: FailureMix, shape: LatencyShape | null, speech: Speech): readonly Found[] {
  const timeout = mix.of('tcp-timeout', 'tcp-unreachable');
  const refused = mix.of('tcp-refused', 'tcp-reset');
  const everywhere = mix.vantages >= NET_VANTAGES_MIN && timeout.vantages === mix.vantages;
  const atOnce = shape?.kind !== 'knee';
  return [
    ...only(everywhere && atOnce && timeout.share >= HALF, 'net-timeout-everywhere', {
      values: { vantages: timeout.vantages, share: sayShare(speech, timeout.share) },
      value: timeout.share,
    }),
    ...only(refused.share >= HALF, 'tcp-refused', shareOf(refused.share, speech)),
  ];
}

function answers(mix: FailureMix, speech: Speech): readonly Found[] {
  const gateway = mix.of('http-502', 'http-503', 'http-504');
  const internal = mix.of('http-500');
  const queue = mix.of('body-queue-page');
  const closed = mix.of('body-closed-page');
  return [
    ...only(queue.count >= PAGES_MIN, 'http-queue-page', shareOf(queue.share, speech)),
    ...only(closed.count >= PAGES_MIN, 'http-closed-page', shareOf(closed.share, speech)),
    ...only(gateway.share >= GATEWAY_SHARE_MIN, 'http-gateway', shareOf(gateway.share, speech)),
    ...only(internal.share >= HALF, 'http-500', shareOf(internal.share, speech)),
  ];
}

function latency(shape: LatencyShape | null, speech: Speech): readonly Found[] {
  if (shape === null || shape.kind === 'between') return [];
  const { medianMs, calmMs } = shape;
  const values = { now: sayDuration(speech, medianMs), calm: sayDuration(speech, calmMs) };
  return [[`latency-${shape.kind}`, { values, value: medianMs, baseline: calmMs }]];
}

function scope(during: readonly Observation[], mix: FailureMix): readonly Found[] {
  const fine = vantagesFine(during);
  return [
    ...only(fine > 0, 'scope-others-fine', { values: { fine, all: mix.vantages }, value: fine }),
    ...only(isFlapping(during), 'scope-flapping', {}),
  ];
}

const shareOf = (share: number, speech: Speech): Told => ({
  values: { share: sayShare(speech, share) },
  value: share,
});

const only = (holds: boolean, feature: string, told: Told): readonly Found[] =>
  holds ? [[feature, told]] : [];
