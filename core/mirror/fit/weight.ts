/** What a page makes a browser fetch before anybody scrolls, in bytes as they travel. */
export interface PageWeight {
  readonly path: string;
  /** The page, its style sheets and scripts, and the pictures that are not lazy. */
  readonly firstViewBytes: number;
  /** How many requests that takes. */
  readonly requests: number;
  /** With every picture of the page, each once. */
  readonly wholeBytes: number;
}

/**
 * What lets a nation's morning, 12.8 million people in five minutes, pass a CDN's default quotas: 43,000
 * first views a second are 34 Gbit/s and 213,000 requests a second, of 150 and 250,000.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
 */
export const FIRST_VIEW = { bytes: 100_000, requests: 5 } as const;

/** The median page, whole. Chosen: 43,000 views a second are 51 Gbit/s, a third of that quota. */
export const MEDIAN_MAX_BYTES = 150_000;

/** How heavy a mirror's pages are. Sizes in bytes. */
export interface Weights {
  readonly pages: number;
  readonly medianBytes: number;
  readonly medianFirstViewBytes: number;
  /** Pages beyond {@link FIRST_VIEW}, the heaviest first. */
  readonly heavy: readonly PageWeight[];
  readonly medianTooHeavy: boolean;
}

/** Hold the pages of a mirror to what they may weigh. */
export function judgeWeights(pages: readonly PageWeight[]): Weights {
  const medianBytes = median(pages.map(({ wholeBytes }) => wholeBytes));
  return {
    pages: pages.length,
    medianBytes,
    medianFirstViewBytes: median(pages.map(({ firstViewBytes }) => firstViewBytes)),
    heavy: pages
      .filter(
        ({ firstViewBytes, requests }) =>
          firstViewBytes > FIRST_VIEW.bytes || requests > FIRST_VIEW.requests,
      )
      .toSorted((a, b) => b.firstViewBytes - a.firstViewBytes),
    medianTooHeavy: medianBytes > MEDIAN_MAX_BYTES,
  };
}

/** The lower one of the two in the middle; 0 of none. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
