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
}
