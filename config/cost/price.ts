/** Every price that is reckoned with: the rows of data/aws-prices.yaml, no more and no fewer. */
export const PRICE_KEYS = [
  'checkElsewhere',
  'checkOnAws',
  'featureElsewhere',
  'featureOnAws',
  'zone',
  'zoneBeyond25',
  'dnsQuery',
  'lambdaGbSecond',
  'lambdaRequest',
  'tableWrite',
  'tableRead',
  'tableStorage',
  'tableRecovery',
  'stateTransition',
  'queueRequest',
  'queueRequestFifo',
  'schedule',
  'eventElsewhere',
  'apiRequest',
  'alarm',
  'metric',
  'dashboard',
  'logs',
  'storagePut',
  'storageGet',
  'storage',
  'edgeGb',
  'edgeRequest',
  'edgeFunction',
  'key',
  'keyRequest',
  'secret',
  'mail',
] as const;

export type PriceKey = (typeof PRICE_KEYS)[number];

/** What one quantity is counted in. */
export type PriceUnit =
  | 'alarm'
  | 'check'
  | 'dashboard'
  | 'event'
  | 'feature'
  | 'gb'
  | 'gb-second'
  | 'invocation'
  | 'key'
  | 'mail'
  | 'metric'
  | 'part'
  | 'query'
  | 'read'
  | 'request'
  | 'secret'
  | 'step'
  | 'write'
  | 'zone';

/** One price, reckoned: the factor of an estimate and the exchange rate are in it. */
export interface Price {
  readonly euros: number;
  /** For so many units. */
  readonly per: number;
  readonly unit: PriceUnit;
  /** Whether some of it is judgement: see `why`. */
  readonly estimated: boolean;
  /** The Region, `europe` or `global`. */
  readonly scope: string;
  /** When the source was read: `2026-09-20`. */
  readonly date: string;
  readonly source: string;
  /** Of an estimate. */
  readonly why?: string;
}

export type Prices = { readonly [key in PriceKey]: Price };
