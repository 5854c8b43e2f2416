import type { Contrast, TrafficComparison } from './traffic-comparison.ts';
import {
  areMadeUp,
  MACHINE_LIKE,
  oddAddresses,
  odditiesOf,
  type Oddity,
  UNLIKE_PEOPLE,
} from './traffic-oddity.ts';

/** What a stretch of traffic looks like, set against a calm one. */
export const READINGS = ['calm', 'crowd', 'flood', 'mixed', 'fault', 'silence', 'scraper'] as const;
export type Reading = (typeof READINGS)[number];

/** One thing that a reading rests on; the numbers are the comparison's. */
export type Because =
  | 'nothing-arrives'
  | 'pace-as-usual'
  | 'pace-up'
  | 'pace-down'
  | 'regulars'
  | 'regulars-up'
  | 'newcomers-alike'
  | 'newcomers-unlike'
  | 'same-people-again'
  | 'errors'
  | 'refusals'
  | 'crawlers'
  | 'walks-the-site'
  | Oddity;

export interface TrafficReading {
  readonly reading: Reading;
  /** What speaks loudest first. */
  readonly because: readonly Because[];
}

/** A rise that people would call one; the table's rows begin there too (§5.3). */
const RISE_MIN = 2;
/** Strangers who bring less than half of the calm's own pace make no flood; chosen. */
const STRANGERS_PACE_MIN = 0.5;
const STRANGERS_SHARE_MIN = 0.15;
/** §5.3: known networks. */
const REGULARS_MIN = 0.6;
/** Of all requests; chosen, above what a busy hour has. */
const ERRORS_MIN = 0.1;
const ERRORS_GROWTH = 3;
const REFUSALS_GROWTH = 0.3;
/** Each asks for something else: chosen. */
const BREADTH_MIN = 0.3;
const CRAWLERS_MIN = 0.5;
/** Below this nobody would call the pace usual. Chosen. */
const DOWN_BELOW = 0.5;
/** The middle client asks again and again: chosen, as a rise. */
const AGAIN_MIN = 2;

/** Read a comparison. Deterministic; what it rests on is told with it. */
export function readTraffic(traffic: TrafficComparison): TrafficReading {
  if (traffic.silent) return { reading: 'silence', because: ['nothing-arrives'] };
  const odd = strangeRequests(traffic);
  if (odd !== null) return readStrange(traffic, odd);
  const fault = readFault(traffic);
  if (fault !== null) return fault;
  if (traffic.amplification >= RISE_MIN) return readCrowd(traffic);
  const pace = traffic.amplification < DOWN_BELOW ? 'pace-down' : 'pace-as-usual';
  return { reading: 'calm', because: [pace] };
}

interface Strange {
  readonly oddities: readonly Oddity[];
  readonly contrast: Contrast;
  readonly areStrangers: boolean;
}

/** Requests that people do not make, if there are enough of them to matter. */
function strangeRequests(traffic: TrafficComparison): Strange | null {
  const { composition, amplification, knownNetworkShare } = traffic;
  if (composition === undefined) return null;
  const { strangers, whole } = composition;
  const share = 1 - knownNetworkShare;
  const matter = share >= STRANGERS_SHARE_MIN && amplification * share >= STRANGERS_PACE_MIN;
  if (strangers !== null && matter) {
    const oddities = odditiesOf(strangers);
    if (isStrange(oddities, 2)) return { oddities, contrast: strangers, areStrangers: true };
  }
  if (amplification < RISE_MIN) return null;
  const oddities = [...odditiesOf(whole), ...(oddAddresses(traffic) ? ['addresses' as const] : [])];
  // A page that will not load is asked for again and again by those who need it, and a school behind
  // one address has one browser: of regulars more must be strange, and something that people bring miss.
  const areRegulars = knownNetworkShare >= REGULARS_MIN;
  if (areRegulars && !oddities.some((one) => UNLIKE_PEOPLE.includes(one))) return null;
  return isStrange(oddities, areRegulars ? 3 : 2)
    ? { oddities, contrast: whole, areStrangers: false }
    : null;
}

/** A link on television brings strangers to one page too, but with browsers that load all of it. */
const isStrange = (oddities: readonly Oddity[], least: number): boolean =>
  oddities.length >= least &&
  (oddities.includes('one-path') || oddities.some((one) => MACHINE_LIKE.includes(one)));

function readStrange(traffic: TrafficComparison, odd: Strange): TrafficReading {
  const { oddities, contrast, areStrangers } = odd;
  const who = areStrangers ? (['newcomers-unlike'] as const) : [];
  const crawling = crawlingOf(contrast);
  if (crawling.length > 0)
    return { reading: 'scraper', because: [...who, ...crawling, ...oddities] };
  const regularsPace = traffic.amplification * traffic.knownNetworkShare;
  if (areStrangers && regularsPace >= RISE_MIN)
    return { reading: 'mixed', because: ['regulars-up', ...who, ...oddities] };
  const pace = traffic.amplification >= RISE_MIN ? (['pace-up'] as const) : [];
  return { reading: 'flood', because: [...pace, ...who, ...oddities] };
}

/** What shows that the site is copied and not flooded: crawlers by name or made up, or every page once. */
function crawlingOf(contrast: Contrast): readonly Because[] {
  const { crawlers, paths, topPath } = contrast;
  if (areMadeUp(contrast)) return ['made-up-agents'];
  if (crawlers[0] >= CRAWLERS_MIN && crawlers[0] > crawlers[1]) return ['crawlers'];
  const walks = paths[0] >= BREADTH_MIN && paths[0] >= 2 * paths[1] && topPath[0] < BREADTH_MIN;
  return walks ? ['walks-the-site'] : [];
}

function readFault(traffic: TrafficComparison): TrafficReading | null {
  const { serverErrorShare, amplification, composition } = traffic;
  const errors =
    serverErrorShare >=
    Math.max(ERRORS_MIN, ERRORS_GROWTH * (composition?.baselineServerErrorShare ?? 0));
  const refusals =
    composition !== undefined &&
    composition.refusedShare >= composition.baselineRefusedShare + REFUSALS_GROWTH;
  if (!errors && !refusals) return null;
  const what = errors ? 'errors' : 'refusals';
  if (amplification < RISE_MIN) return { reading: 'fault', because: [what, 'pace-as-usual'] };
  // Who is refused asks again: the pace rises, and nobody new comes.
  const again =
    traffic.knownNetworkShare >= REGULARS_MIN &&
    (composition?.growthPerAddress?.p50 ?? 0) >= Math.max(AGAIN_MIN, amplification / 2);
  return again ? { reading: 'fault', because: [what, 'same-people-again'] } : null;
}

function readCrowd({ knownNetworkShare, composition }: TrafficComparison): TrafficReading {
  if (knownNetworkShare >= REGULARS_MIN)
    return { reading: 'crowd', because: ['pace-up', 'regulars'] };
  const alike = composition !== undefined && composition.strangers !== null;
  return { reading: 'crowd', because: ['pace-up', ...(alike ? ['newcomers-alike' as const] : [])] };
}
