import type { Contrast, Pair, TrafficComparison } from './traffic-comparison.ts';

/** What is strange of how some requests differ from others. */
export type Oddity =
  | 'referers'
  | 'paths'
  | 'one-path'
  | 'assets'
  | 'queries'
  | 'agents'
  | 'made-up-agents'
  | 'automated'
  | 'addresses';

/** Referers or assets are missed below this part of the others' share; chosen, as the signals' half. */
const MISSED_PART = 0.5;
/** A smaller share of them elsewhere says nothing; chosen. */
const TELLING_SHARE_MIN = 0.1;
/** Above what chance may do. Crowds of the generated logs stay under .1, floods begin at .6. */
const APART = 0.3;
/** §5.3 of the method: one URL above .6. */
const ONE_PATH_ABOVE = 0.6;
const ONE_PATH_GROWTH = 1.5;
/** Floods of unique queries have .81 to .87, all others none; chosen between. */
const UNIQUE_QUERIES_MIN = 0.3;
const SHARE_GROWTH = 0.25;
/** A crowd has some hundred agents, whatever its size; chosen. */
const MADE_UP_MIN = 0.3;
const MADE_UP_GROWTH = 3;
/** Clients of a crowd ask as often as before, or less (Jung 2002); chosen, far above. */
const ADDRESS_GROWTH_MIN = 8;
const ONE_ADDRESS_MIN = 0.3;
const ONE_ADDRESS_GROWTH = 5;

/** Signs that a program asks, not people: what people bring along is not what these are about. */
export const MACHINE_LIKE: readonly Oddity[] = [
  'assets',
  'queries',
  'agents',
  'made-up-agents',
  'automated',
  'addresses',
];

/** What no crowd does, however its school's network or the page that it is after. */
export const UNLIKE_PEOPLE: readonly Oddity[] = [
  'referers',
  'one-path',
  'assets',
  'queries',
  'made-up-agents',
  'automated',
];

/** What is strange of one contrast. Paths count once: everybody on one of them, or another mix. */
export function odditiesOf(contrast: Contrast): readonly Oddity[] {
  const { topPath, pathDistance, agentDistance, chanceDistance } = contrast;
  const onePath = topPath[0] > ONE_PATH_ABOVE && topPath[0] >= ONE_PATH_GROWTH * topPath[1];
  const found: readonly (Oddity | false)[] = [
    contrast.referers !== null && isMissed(contrast.referers) && 'referers',
    onePath ? 'one-path' : pathDistance > APART + chanceDistance && 'paths',
    isMissed(contrast.assets) && 'assets',
    hasGrown(contrast.uniqueQueries, UNIQUE_QUERIES_MIN) && 'queries',
    agentDistance > APART + chanceDistance && 'agents',
    hasGrown(contrast.automated, UNIQUE_QUERIES_MIN) && 'automated',
    areMadeUp(contrast) && 'made-up-agents',
  ];
  return found.filter((one) => one !== false);
}

/** One address, or a few, that ask as nobody did before. */
export function oddAddresses({ composition }: TrafficComparison): boolean {
  if (composition === undefined) return false;
  const { growthPerAddress, topAddressShare, baselineTopAddressShare } = composition;
  return (
    (growthPerAddress !== null && growthPerAddress.p99 >= ADDRESS_GROWTH_MIN) ||
    (topAddressShare >= ONE_ADDRESS_MIN &&
      topAddressShare >= ONE_ADDRESS_GROWTH * baselineTopAddressShare)
  );
}

export const areMadeUp = ({ agents: [theirs, others] }: Contrast): boolean =>
  theirs >= MADE_UP_MIN && theirs >= MADE_UP_GROWTH * others;

const isMissed = ([theirs, others]: Pair): boolean =>
  others >= TELLING_SHARE_MIN && theirs < MISSED_PART * others;

const hasGrown = ([theirs, others]: Pair, least: number): boolean =>
  theirs >= least && theirs >= others + SHARE_GROWTH;
