import type { EpochMs } from '../units.ts';
import { connectionLoss } from './connection-loss.ts';
import { type FailureMix, failureMix } from './failure-mix.ts';
import { isFlapping, vantagesFine } from './fall-scope.ts';
import { type LatencyShape, latencyShape } from './latency-shape.ts';
import { makeSignal } from './make-signal.ts';
import type { ProbeFact } from './probe-lines.ts';
import type { Signal } from './signal.ts';
import { type Speech, sayDuration, sayShare } from './speech.ts';

export interface ProbeEvidence {
  readonly at: EpochMs;
  /** First bad round of the fall. */
  readonly fellAt: EpochMs;
  /** Up to here the morning was calm: what came before is the baseline. */
  readonly calmUntil: EpochMs;
  /** One platform's, before and during the fall; those of its mirror, of a silent vantage and of a health check are passed over. */
  readonly observations: readonly ProbeFact[];
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
    ...certificates(mix, speech),
    ...names(during, mix),
    ...network(mix, shape, speech),
    ...loss(during, shape, speech),
    ...answers(mix, speech),
    ...pages(during, mix, speech),
    ...latency(shape, speech),
    ...scope(during, mix),
  ];
  return found.map(([feature, told]) =>
    makeSignal({ at, source: 'probes', speech }, feature, told),
  );
}

function certificates(mix: FailureMix, speech: Speech): readonly Found[] {
  const tls = mix.of(
    'tls-expired',
    'tls-not-yet-valid',
    'tls-self-signed',
    'tls-untrusted',
    'tls-name-mismatch',
  );
  const handshake = mix.of('tls-handshake');
  const isAgreed = (vantages: number): boolean => vantages >= Math.min(2, mix.vantages);
  return [
    ...only(tls.share >= HALF && isAgreed(tls.vantages), 'tls-invalid', {
      ...shareOf(tls.share, speech),
      wording: mix.of('tls-expired').count > 0 ? 'tls-expired' : 'tls-invalid',
    }),
    ...only(
      handshake.share >= HALF && isAgreed(handshake.vantages),
      'tls-handshake',
      shareOf(handshake.share, speech),
    ),
  ];
}

/** A name that does not exist is somebody's answer, best its own servers'; silence is another matter. */
function names(during: readonly ProbeFact[], mix: FailureMix): readonly Found[] {
  const all = mix.vantages;
  const told = (vantages: number): Told => ({ values: { vantages, all }, value: vantages });
  const own = new Set(during.filter(isDeniedByAuthority).map(({ vantage }) => vantage)).size;
  const absent = mix.of('dns-nxdomain').vantages;
  const failed = mix.of('dns-nxdomain', 'dns-servfail', 'dns-timeout').vantages;
  if (absent < DNS_VANTAGES_MIN)
    return only(failed >= DNS_VANTAGES_MIN, 'dns-failure', told(failed));
  return own >= DNS_VANTAGES_MIN
    ? [['dns-nxdomain-authority', told(own)]]
    : [['dns-nxdomain', told(absent)]];
}

const isDeniedByAuthority = ({ failure, names: answers = [] }: ProbeFact): boolean =>
  failure?.kind === 'dns-nxdomain' &&
  answers.some((one) => one.role === 'authority' && one.failure === 'dns-nxdomain');

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

/** Some get through as fast as ever, and some are lost on the way. */
function loss(
  during: readonly ProbeFact[],
  shape: LatencyShape | null,
  speech: Speech,
): readonly Found[] {
  if (shape === null || shape.kind === 'knee') return [];
  const lost = connectionLoss(during, shape.calmMs);
  if (lost === null || lost.vantages < NET_VANTAGES_MIN) return [];
  const values = { vantages: lost.vantages, share: sayShare(speech, lost.share) };
  return [['net-loss-everywhere', { values, value: lost.share }]];
}

/** What a page says of itself: twice, since one answer may be anything. */
function pages(during: readonly ProbeFact[], mix: FailureMix, speech: Speech): readonly Found[] {
  const words = (['queue', 'closed', 'maintenance', 'error'] as const).flatMap((kind) => {
    const { count, share } = mix.of(`body-${kind}-page`);
    return only(count >= PAGES_MIN, `http-${kind}-page`, shareOf(share, speech));
  });
  // A redirect leads on to a page that was not looked at.
  const other = during.filter(
    ({ failure, status = 200 }) => failure?.kind === 'body-mismatch' && status < 300,
  );
  const share = other.length / mix.failures;
  return [...words, ...only(share >= HALF, 'content-wrong', shareOf(share, speech))];
}

function answers(mix: FailureMix, speech: Speech): readonly Found[] {
  const gateway = mix.of('http-502', 'http-503', 'http-504');
  const internal = mix.of('http-500');
  const refused = mix.of('http-4xx');
  return [
    ...only(refused.share >= HALF, 'http-refused', shareOf(refused.share, speech)),
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

function scope(during: readonly ProbeFact[], mix: FailureMix): readonly Found[] {
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
