import type { EpochMs } from '../units.ts';
import { makeSignal } from './make-signal.ts';
import type { Signal } from './signal.ts';
import { type Speech, sayNumber, sayShare } from './speech.ts';
import type { TrafficComparison } from './traffic-comparison.ts';
import { readTraffic, type TrafficReading } from './traffic-reading.ts';

export interface TrafficEvidence {
  readonly at: EpochMs;
  readonly traffic: TrafficComparison;
  readonly speech: Speech;
}

/** §5.3, family traffic. */
const STRANGERS_BELOW = 0.25;
const ONE_PATH_ABOVE = 0.6;
const UNIQUE_QUERIES_ABOVE = 0.5;
const REGULARS_MIN = 0.6;
const DIVERGENCE_MAX_BITS = 2;
const RISE_MIN = 2;
/** Below this there is no rise at all; chosen, above the noise of a calm hour. */
const FLAT_BELOW = 1.2;
/** One path must have grown by this on its own calm share, which may be high already; chosen. */
const ONE_PATH_GROWTH = 1.5;
/** Referers or page assets are normal from this part of their calm share on; chosen. */
const NORMAL_PART = 0.5;
/** A smaller calm share of them says nothing; chosen. */
const TELLING_SHARE_MIN = 0.1;
/** A page that few asked for and many ask for now; chosen. */
const NEW_PATH_MIN = 0.3;
const NEW_PATH_GROWTH = 3;

type Kind = 'silent' | 'flat' | 'composition' | 'mixed' | 'crowd' | 'amplified' | 'scraper';

/** What an origin's own log says of the cause of its fall. */
export function signalsFromTraffic({ at, traffic, speech }: TrafficEvidence): readonly Signal[] {
  const values = {
    factor: sayNumber(speech, traffic.amplification, 1),
    perMin: sayNumber(speech, traffic.requestsPerMin),
    calm: sayNumber(speech, traffic.baselinePerMin),
    known: sayShare(speech, traffic.knownNetworkShare),
    path: sayShare(speech, traffic.topPathShare),
    calmPath: sayShare(speech, traffic.baselineTopPathShare),
    unique: sayShare(speech, traffic.uniqueQueryShare),
  };
  const reading = isWhole(traffic) ? readTraffic(traffic) : null;
  const kinds = reading === null ? kindsOf(traffic) : kindsRead(traffic, reading);
  return kinds.map((kind) =>
    makeSignal({ at, source: 'access-log', speech }, `traffic-${kind}`, {
      values,
      value: traffic.requestsPerMin,
      baseline: traffic.baselinePerMin,
      ...(kind === 'composition' ? { wording: `traffic-${oddityOf(traffic, reading)}` } : {}),
    }),
  );
}

/** Whether the log tells how strangers differ, so that its reading is better than shares alone. */
const isWhole = ({ composition, knownNetworkShare }: TrafficComparison): boolean =>
  composition !== undefined &&
  (composition.strangers !== null || knownNetworkShare >= REGULARS_MIN);

/**
 * The rows that a reading fits. A crowd is one for the table only while its regulars are most of it:
 * newcomers who ask as they do are a rise, whose composition is not known well enough.
 */
function kindsRead(traffic: TrafficComparison, { reading }: TrafficReading): readonly Kind[] {
  switch (reading) {
    case 'silence':
      return ['silent'];
    case 'flood':
      return ['composition'];
    case 'mixed':
      return ['composition', 'mixed'];
    case 'scraper':
      return ['scraper'];
    case 'crowd':
      return [isCrowd(traffic) ? 'crowd' : 'amplified'];
    case 'calm':
    case 'fault':
      if (traffic.amplification < FLAT_BELOW) return ['flat'];
      return traffic.amplification >= RISE_MIN ? ['amplified'] : [];
  }
}

/** The words for a strange composition. */
function oddityOf(traffic: TrafficComparison, reading: TrafficReading | null) {
  if (reading === null) return oddity(traffic);
  if (traffic.knownNetworkShare < STRANGERS_BELOW) return 'strangers';
  if (reading.because.includes('queries')) return 'unique-queries';
  return reading.because.includes('one-path') ? 'one-path' : 'strangers';
}

/**
 * The rows that a comparison fits by shares alone. A strange composition and a rise of the regulars themselves may
 * both be there: a flood inside a crowd, `mixed`, which no row may settle.
 */
function kindsOf(traffic: TrafficComparison): readonly Kind[] {
  if (traffic.silent) return ['silent'];
  const rises = traffic.amplification >= RISE_MIN;
  if (oddity(traffic) !== null) {
    const regulars = traffic.amplification * traffic.knownNetworkShare;
    return rises && regulars >= RISE_MIN ? ['composition', 'mixed'] : ['composition'];
  }
  if (!rises) return traffic.amplification < FLAT_BELOW ? ['flat'] : [];
  if (isCrowd(traffic)) return ['crowd'];
  return isMixed(traffic) ? ['mixed'] : ['amplified'];
}

/** Many newcomers, who do not ask for what is usually asked for. */
const isMixed = (traffic: TrafficComparison): boolean =>
  traffic.knownNetworkShare < REGULARS_MIN &&
  (traffic.pathDivergenceBits >= DIVERGENCE_MAX_BITS ||
    (traffic.topPathShare >= NEW_PATH_MIN &&
      traffic.topPathShare >= NEW_PATH_GROWTH * traffic.baselineTopPathShare) ||
    !isNormal(traffic.refererShare, traffic.baselineRefererShare, 0.7));

/**
 * What is strange about who comes and what they ask, if anything.
 *
 * One path, or queries all different, count only while the regulars are not the ones who ask: a
 * page that will not load is asked for again and again by those who need it.
 */
function oddity(traffic: TrafficComparison): 'strangers' | 'one-path' | 'unique-queries' | null {
  if (traffic.amplification < FLAT_BELOW) return null;
  if (traffic.knownNetworkShare < STRANGERS_BELOW) return 'strangers';
  if (traffic.knownNetworkShare >= REGULARS_MIN) return null;
  if (traffic.uniqueQueryShare > UNIQUE_QUERIES_ABOVE) return 'unique-queries';
  const onePath =
    traffic.topPathShare > ONE_PATH_ABOVE &&
    traffic.topPathShare >= ONE_PATH_GROWTH * traffic.baselineTopPathShare;
  return onePath ? 'one-path' : null;
}

const isCrowd = (traffic: TrafficComparison): boolean =>
  traffic.knownNetworkShare >= REGULARS_MIN &&
  traffic.pathDivergenceBits < DIVERGENCE_MAX_BITS &&
  isNormal(traffic.refererShare, traffic.baselineRefererShare) &&
  isNormal(traffic.assetShare, traffic.baselineAssetShare);

const isNormal = (share: number | undefined, calm: number | undefined, part = NORMAL_PART) =>
  share === undefined || calm === undefined || calm < TELLING_SHARE_MIN || share >= part * calm;
