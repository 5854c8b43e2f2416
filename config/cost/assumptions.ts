/**
 * How much is used where the configuration alone does not tell. All of it is chosen, on the dear
 * side, unless a source is named; `preau cost --why` shows each beside its line.
 */

/** AWS's own month. @see https://aws.amazon.com/ec2/pricing/on-demand/ */
export const HOURS_PER_MONTH = 730;
export const MINUTES_PER_MONTH = HOURS_PER_MONTH * 60;

/** What each platform's name is asked. */
export const NAMES = {
  /** Resolvers that ask again as soon as the TTL is over: those of schools, and of providers. */
  resolvers: 100,
  /** When somebody asks: a school month of 25 days, 10 hours each. */
  hours: 250,
  /** A and AAAA; where the origin has no AAAA the answer "none" is a query too. */
  types: 2,
} as const;

/** In seconds of one invocation; a fall takes them to 8 s for as long as it lasts. */
export const DURATION_SEC = {
  /** The slowest of the platforms of one round: they are probed side by side. */
  probe: 1,
  /** What a round takes beyond its probes: names, tables, decision. */
  decide: 0.3,
  page: 0.7,
  watchdog: 1,
  /** To find that no browser is owed anything: some reads of one table. */
  push: 0.1,
} as const;

/** Of one invocation: Lambda's own three lines, one of ours, and its metrics. */
export const LOG_BYTES = 700;

/** One observation as it is stored, read off a probe of a page over TLS; a test holds it. */
export const OBSERVATION_BYTES = 450;

/** adapters/aws/dynamo-observations.ts keeps them so long. */
export const OBSERVATION_DAYS = 90;

/**
 * How Lambda asks an idle queue: five pollers, each for 20 seconds at a time.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
export const POLLS_PER_MINUTE = 15;

/**
 * Each mirror is built each night: what one build takes of functions, and its steps. A few of its
 * packages are unpacked again each night.
 */
export const BUILD = { nights: 30.4, seconds: 150, steps: 60 } as const;

/** Metrics of our own that are written in quiet times, beside one for each vantage's Region. */
export const METRICS = 19;

/** Files of the status page that change with each minute; and all that are compared. */
export const PAGE_FILES = { changed: 2, all: 3 } as const;

/** Directory, manifests, evidence, status page. */
export const FILES_GB = 2;
/** Lessons of one platform with their earlier releases. */
export const MIRROR_GB = 5;

/** One of our own for the home's data; rotated yearly, each rotation costs as much again. */
export const KEYS = 2;
/** Services remember a data key for some minutes. */
export const KEY_CALLS = 200_000;

/** Console, acknowledgements, opt-outs. */
export const API_CALLS = 100_000;

export const INCIDENT = {
  /** Outage, cause, recovery. */
  notices: 3,
  /** Writes per message in the ledger: planned, taken, accepted, receipt, each with its indexes. */
  ledgerWrites: 12,
  /** People of one school who open the status page, its files, and their size. */
  pageReaders: 100,
  pageRequests: 3,
  pageBytes: 20_000,
  /** Pupils of one school who read on the mirror, the files of each, and their size. */
  mirrorReaders: 150,
  mirrorRequests: 30,
  mirrorBytes: 3_000_000,
} as const;
