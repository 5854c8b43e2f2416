/**
 * The names that the stacks and the functions both know. A stack sets an environment variable, a
 * function reads it: one list, so that neither can misspell it.
 */

/** What each holds is told in docs/operations.md. */
export const STACKS = {
  /** The hold bucket; `aws.holdRegion`. */
  hold: 'Preau-Hold',
  /** The zones that Préau is to create; us-east-1, where Route 53 itself lives. */
  zones: 'Preau-Zones',
  /** Health checks and their alarms; us-east-1, where the metrics of health checks are. */
  watch: 'Preau-Watch',
  /** The probe function of one Region. */
  vantage: (region: string) => `Preau-Vantage-${region}`,
  /** Journal, queues, functions; `aws.region`. */
  home: 'Preau-Home',
  /** Certificates for CloudFront; us-east-1, where it looks for them. */
  certificates: 'Preau-Certificates',
  /** Bucket and distribution of the mirrors that Préau keeps itself; `aws.mirrors.region`. */
  mirror: 'Preau-Mirror',
  /** The status page; `aws.region`. */
  pages: 'Preau-Pages',
  /** The weighted pairs; us-east-1; only when every check is healthy. */
  names: 'Preau-Names',
} as const;

/** Where Route 53 keeps its health checks' metrics, and CloudFront its certificates. */
export const GLOBAL_REGION = 'us-east-1';

/** One per vantage Region: called by name, so that no stack needs another's output. */
export const PROBE_FUNCTION = 'preau-probe';

/** The event bus of the home Region that alarms from elsewhere come to. */
export const EVENT_BUS = 'preau';

/** What the names of alarms that operators are told of begin with, and those of health checks do not. */
export const OPERATOR_ALARMS = 'preau-';

/** Operators' alarms of other Regions than the home's, where alone their figures are. */
export const FAR_ALARMS = {
  /** us-east-1: what the health checks say does not reach the home. */
  forward: `${OPERATOR_ALARMS}dead-letters-forward`,
  /** The mirrors' Region. */
  mirrorBuilds: `${OPERATOR_ALARMS}mirror-builds-fail`,
} as const;

/** The alarms on a platform's health checks: on both checks together, and on its origin's alone. */
export const ALARMS = {
  check: (platform: string) => `preau/${platform}/check`,
  origin: (platform: string) => `preau/${platform}/origin`,
} as const;

/** @returns null when the name is not one of {@link ALARMS} */
export function alarmSubject(
  name: string,
): { readonly platform: string; readonly check: 'check' | 'origin' } | null {
  const [, platform, check] = /^preau\/([a-z0-9-]{1,64})\/(check|origin)$/.exec(name) ?? [];
  if (platform === undefined || (check !== 'check' && check !== 'origin')) return null;
  return { platform, check };
}

/** What each SMS by End User Messaging names, by which the service reports what became of it. */
export const SMS_CONFIGURATION_SET = 'preau-sms';

/** Metrics of the functions are under this. */
export const METRICS = 'Preau';

/**
 * Where browsers subscribe on the page's own host: any address of a folder, since an HTTP API's route of
 * a whole folder has none for the folder itself.
 */
export const SUBSCRIBE = {
  folder: '/abonnement/',
  page: '/abonnement/navigateur',
} as const;

/** Environment variables of the functions. Each gets those that it needs and no other. */
export const VARIABLES = {
  journalTable: 'PREAU_JOURNAL_TABLE',
  observationsTable: 'PREAU_OBSERVATIONS_TABLE',
  deliveriesTable: 'PREAU_DELIVERIES_TABLE',
  /** Conditional writes that are no part of the evidence: idempotency, rates. */
  scratchTable: 'PREAU_SCRATCH_TABLE',
  /** Browsers that subscribed, and what they are owed. */
  browsersTable: 'PREAU_BROWSERS_TABLE',
  roundsQueue: 'PREAU_ROUNDS_QUEUE_URL',
  actionsQueue: 'PREAU_ACTIONS_QUEUE_URL',
  plansQueue: 'PREAU_PLANS_QUEUE_URL',
  mailQueue: 'PREAU_MAIL_QUEUE_URL',
  smsQueue: 'PREAU_SMS_QUEUE_URL',
  pagesQueue: 'PREAU_PAGES_QUEUE_URL',
  pushesQueue: 'PREAU_PUSHES_QUEUE_URL',
  /** Raw evidence, dossiers, the mirrors' manifests. */
  evidenceBucket: 'PREAU_EVIDENCE_BUCKET',
  /** The imported directory of schools, as one SQLite file. */
  directoryBucket: 'PREAU_DIRECTORY_BUCKET',
  pagesBucket: 'PREAU_PAGES_BUCKET',
  mirrorBucket: 'PREAU_MIRROR_BUCKET',
  lessonsBucket: 'PREAU_LESSONS_BUCKET',
  /** Where the steps of a mirror's build leave things for the next, for some days. */
  workBucket: 'PREAU_WORK_BUCKET',
  /** What manifests of mirrors are signed with. */
  mirrorKeySecret: 'PREAU_MIRROR_KEY_SECRET_ARN',
  releasesStore: 'PREAU_RELEASES_KEY_VALUE_STORE_ARN',
  holdBucket: 'PREAU_HOLD_BUCKET',
  holdRegion: 'PREAU_HOLD_REGION',
  /** Hosted zone ids by zone name, as JSON. Absent: looked up by name. */
  zoneIds: 'PREAU_ZONE_IDS',
  /**
   * Name servers to be asked instead of those that DNS tells, as JSON `[{ address, port }]`. No
   * stack sets it: for split horizons, where DNS tells this network others than it tells pupils,
   * and for rehearsals.
   */
  authorities: 'PREAU_AUTHORITIES',
  optOutSecret: 'PREAU_OPT_OUT_SECRET_ARN',
  secondHostSecret: 'PREAU_SECOND_HOST_SECRET_ARN',
  mailConfigurationSet: 'PREAU_MAIL_CONFIGURATION_SET',
  smsConfigurationSet: 'PREAU_SMS_CONFIGURATION_SET',
  /** Shared with the second SMS gateway. */
  smsGatewaySecret: 'PREAU_SMS_GATEWAY_SECRET_ARN',
  /** Letters that the key of pushes is made of. */
  pushKeySecret: 'PREAU_PUSH_KEY_SECRET_ARN',
  deadLetterQueues: 'PREAU_DEAD_LETTER_QUEUE_URLS',
  /** The function whose age of entries says how far workers are behind the journal. */
  relayFunction: 'PREAU_RELAY_FUNCTION_NAME',
} as const;

export type Variable = keyof typeof VARIABLES;

/** In a function's own folder: what `app/deployment.ts` describes. */
export const DEPLOYMENT_FILE = 'deployment.json';

/** Beside it: the part of it that is words for people, read by those functions that say some. */
export const WORDS_FILE = 'words.json';
/** The pages' words in the language that the organisation does not speak. */
export const OTHER_WORDS_FILE = 'other-words.json';

/** Where strangers ask how the home does, on the host of the status page; on one machine it is the same. */
export const HEALTH_PATH = '/healthz';

/** Keys and prefixes in the evidence and directory buckets. */
export const OBJECTS = {
  directory: 'directory/schools.sqlite',
  manifest: (platform: string) => `manifests/${platform}.json`,
  /** The public half of the key that manifests are signed with. */
  mirrorKey: 'manifests/mirror-key.pem',
  blobs: 'blobs/',
  /** One folder an incident: what is known of each raw form beside its bytes. */
  evidence: 'evidence/',
} as const;

/** Keys beside the status page's files, in its bucket: public, as all that is in it. */
export const PAGE_OBJECTS = {
  /** What is there of each school: see adapters/aws/fill-schools.ts. */
  schools: 'etab/.written',
  /** The sets of platforms that schools are led to: see adapters/aws/s3-page-sets.ts. */
  sets: 'etab/.sets.json',
} as const;

/** Buckets whose names nobody chooses: one of each in an account and Region. */
export const BUCKETS = {
  directory: (account: string, region: string) => `preau-directory-${account}-${region}`,
  evidence: (account: string, region: string) => `preau-evidence-${account}-${region}`,
  pages: (account: string, region: string) => `preau-pages-${account}-${region}`,
  /** In the mirrors' Region: one folder per platform, named for its id. */
  lessons: (account: string, region: string) => `preau-lessons-${account}-${region}`,
} as const;
