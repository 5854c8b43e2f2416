/** How a window's traffic compares with a calm baseline. Shares are in [0, 1]. */
export interface TrafficComparison {
  readonly requests: number;
  readonly requestsPerMin: number;
  readonly baselinePerMin: number;
  readonly amplification: number;
  /** Part of requests from /24 networks (or /48) seen in the baseline. */
  readonly knownNetworkShare: number;
  readonly topPath: string;
  readonly topPathShare: number;
  /** What the window's top path had of the baseline. */
  readonly baselineTopPathShare: number;
  /** Part of requests whose query string the window had not seen before. */
  readonly uniqueQueryShare: number;
  readonly refererShare: number;
  /** Kullback–Leibler divergence of the path mix against the baseline, in bits. */
  readonly pathDivergenceBits: number;
  readonly requestsPerAddressP99: number;
  readonly serverErrorShare: number;
  /** Nothing arrives, or next to nothing, where the baseline had traffic. */
  readonly silent: boolean;
  /** Absent when the reader does not measure it, as all that follow. */
  readonly baselineRefererShare?: number;
  /** Part of requests for scripts, styles, images and fonts. */
  readonly assetShare?: number;
  readonly baselineAssetShare?: number;
  readonly composition?: TrafficComposition;
}

/** Who came and how they asked, as far as one log tells. */
export interface TrafficComposition {
  readonly baselineServerErrorShare: number;
  /** Answers of 400 to 499. */
  readonly refusedShare: number;
  readonly baselineRefusedShare: number;
  /**
   * Requests a minute of addresses that the baseline has too, by what each had there: the middle one's
   * factor, and the 99th of a hundred. Null where fewer than 30 addresses have a past.
   */
  readonly growthPerAddress: { readonly p50: number; readonly p99: number } | null;
  /** Of the busiest address. */
  readonly topAddressShare: number;
  readonly baselineTopAddressShare: number;
  /** All of the window against the baseline. */
  readonly whole: Contrast;
  /**
   * Those from networks that the baseline had not seen, against those from networks that it had, in the
   * same window: in a crowd both want the same. Null where either are fewer than 200.
   */
  readonly strangers: Contrast | null;
}

/** How some requests differ from others. Shares come as theirs and the others'. */
export interface Contrast {
  readonly requests: number;
  /** Null where the log has no referers. */
  readonly referers: Pair | null;
  readonly assets: Pair;
  /** Queries that are all different. */
  readonly uniqueQueries: Pair;
  /** Different agents by requests: near 1 where each request makes up one of its own. */
  readonly agents: Pair;
  /** Agents that name themselves a robot or a tool. */
  readonly automated: Pair;
  /** Agents that name themselves a crawler. */
  readonly crawlers: Pair;
  /** Different paths by requests. */
  readonly paths: Pair;
  readonly topPath: Pair;
  /** How far apart the two mixes of paths are: 0 alike, 1 nothing in common. */
  readonly pathDistance: number;
  readonly agentDistance: number;
  /** How far apart two samples of such sizes may come out by chance alone. */
  readonly chanceDistance: number;
}

export type Pair = readonly [theirs: number, others: number];
