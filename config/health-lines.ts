/** In what a line of the health picture is counted. */
export type HealthUnit = 'seconds' | 'count' | 'bytes' | 'days' | 'up';

/** One thing that is looked at to say whether Préau itself does well. */
export interface HealthShape {
  readonly unit: HealthUnit;
  /** Whether Préau does not do its work while this is dead: then it says so outside, and falls silent. */
  readonly vital: boolean;
  /** The entry of docs/runbook.md that says what to do. */
  readonly runbook: string;
  /** Its gauge in OpenMetrics: ends with its unit, as that format asks. */
  readonly gauge: string;
  /** Its name in CloudWatch, where the home on AWS writes it itself; null: AWS has a figure of its own. */
  readonly cloudWatch: string | null;
  /** What the figure is, for whoever reads the metric. */
  readonly help: string;
}

/**
 * Everything that the health of either home is made of, in the order in which it is shown. The stacks,
 * the functions, the console and the command line read their names here.
 *
 * @see https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md
 */
export const HEALTH_LINES = {
  home: {
    unit: 'up',
    vital: true,
    runbook: 'home-stopped',
    gauge: 'preau_home_up',
    cloudWatch: null,
    help: 'Whether the process of the home answers',
  },
  rounds: {
    unit: 'seconds',
    vital: true,
    runbook: 'nobody-watches',
    gauge: 'preau_round_age_seconds',
    cloudWatch: 'RoundAgeSec',
    help: 'Time since the latest round of probes ended',
  },
  journal: {
    unit: 'seconds',
    vital: true,
    runbook: 'journal-lags',
    gauge: 'preau_journal_lag_seconds',
    cloudWatch: null,
    help: 'Since when what was decided could not be written into the journal, 0 while all is written',
  },
  outbox: {
    unit: 'seconds',
    vital: true,
    runbook: 'actions-stand-still',
    gauge: 'preau_outbox_age_seconds',
    cloudWatch: 'OldestOpenActionSec',
    help: 'How long the oldest action that was decided has been waiting to be done',
  },
  backlog: {
    unit: 'count',
    vital: false,
    runbook: 'backlog',
    gauge: 'preau_outbox_actions',
    cloudWatch: 'OpenActions',
    help: 'Actions that were decided and are not done',
  },
  names: {
    unit: 'up',
    vital: true,
    runbook: 'names-silent',
    gauge: 'preau_names_up',
    cloudWatch: null,
    help: 'Whether the process of the name server answers',
  },
  disk: {
    unit: 'bytes',
    vital: true,
    runbook: 'disk-full',
    gauge: 'preau_disk_free_bytes',
    cloudWatch: null,
    help: 'Free bytes on the disk of the data folder',
  },
  clock: {
    unit: 'seconds',
    vital: false,
    runbook: 'clock-off',
    gauge: 'preau_clock_apart_seconds',
    cloudWatch: null,
    help: 'How far the clocks of the home and of its machine are apart',
  },
  vantages: {
    unit: 'count',
    vital: true,
    runbook: 'vantages-blind',
    gauge: 'preau_vantages_blind',
    cloudWatch: 'BlindVantages',
    help: 'Vantages that saw nothing in the latest round',
  },
  mirrors: {
    unit: 'count',
    vital: false,
    runbook: 'mirrors-unfit',
    gauge: 'preau_mirrors_unfit',
    cloudWatch: 'UnfitMirrors',
    help: 'Mirrors that may not serve, or were never measured',
  },
  turns: {
    unit: 'seconds',
    vital: false,
    runbook: 'turns-unseen',
    gauge: 'preau_turn_unverified_seconds',
    cloudWatch: 'UnverifiedTurnSec',
    help: 'How long the name servers have not been seen to answer as decided, 0 when they were',
  },
  notices: {
    unit: 'seconds',
    vital: false,
    runbook: 'notices-stuck',
    gauge: 'preau_notice_overdue_seconds',
    cloudWatch: 'OverdueNoticeSec',
    help: 'How long a notice has been waiting beyond its hour, its plan or its sending',
  },
  pages: {
    unit: 'seconds',
    vital: false,
    runbook: 'status-page-fails',
    gauge: 'preau_page_age_seconds',
    cloudWatch: null,
    help: 'Time since the status page was written on the host that is behind the most',
  },
  tasks: {
    unit: 'count',
    vital: false,
    runbook: 'tasks-wait',
    gauge: 'preau_tasks_day',
    cloudWatch: 'TasksOfTheDay',
    help: 'Tasks for people that were raised in the last 24 hours',
  },
  webhooks: {
    unit: 'seconds',
    vital: false,
    runbook: 'webhooks-wait',
    gauge: 'preau_webhook_age_seconds',
    cloudWatch: 'WebhookAgeSec',
    help: 'How long the oldest message has waited that a webhook has not taken, 0 while none waits',
  },
  'webhook-calls': {
    unit: 'count',
    vital: false,
    runbook: 'webhooks-wait',
    gauge: 'preau_webhook_calls',
    cloudWatch: 'WebhookCallsWaiting',
    help: 'Messages that webhooks have not taken',
  },
  certificates: {
    unit: 'days',
    vital: false,
    runbook: 'certificates-end',
    gauge: 'preau_certificate_days',
    cloudWatch: null,
    help: 'Days until the first certificate of an origin or a mirror ends',
  },
  'dead-letters': {
    unit: 'count',
    vital: false,
    runbook: 'dead-letters',
    gauge: 'preau_dead_letters',
    cloudWatch: 'DeadLetters',
    help: 'Messages that no function could handle',
  },
  alarms: {
    unit: 'count',
    vital: false,
    runbook: 'alarms-ring',
    gauge: 'preau_alarms_ringing',
    cloudWatch: null,
    help: 'Alarms of the home on AWS that ring',
  },
} as const satisfies Readonly<Record<string, HealthShape>>;

export type HealthName = keyof typeof HEALTH_LINES;

/** Typed as any line's shape, for those who walk the table. */
export const healthShapeOf = (name: HealthName): HealthShape => HEALTH_LINES[name];
