import { Duration } from 'aws-cdk-lib';
import { type Alarm, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Function } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type HealthName, healthShapeOf } from '../config/health-lines.ts';
import { type HomeQueue, queueShapeOf } from '../config/aws-queues.ts';
import type { HomeFunctions } from './home-functions.ts';
import { homeMetrics } from './home-metrics.ts';
import type { HomeParts } from './home-parts.ts';
import { addOperatorAlarm, type OperatorAlarm } from './operator-alarm.ts';

export interface OperatorAlarmsProps {
  readonly parts: HomeParts;
  readonly functions: HomeFunctions;
  readonly api: HttpApi;
  readonly operators: ITopic;
  /** Without a round for so long nobody watches: `blindAfter` of `watch.interval`. */
  readonly blindAfter: Duration;
}

const FIVE_MINUTES = Duration.minutes(5);
const MINUTE = Duration.minutes(1);

/** As `app/watch/tend-home.ts` has it: what stands still for so long will not move by itself. */
const STUCK_SEC = 900;
/** `app/watch/tend-home.ts` looks at a hundred. Chosen. */
const BACKLOG_MAX = 90;
const JOURNAL_LAG_MS = 60_000;

/**
 * SES looks into an account at these, and stops it at twice and at five times as much.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html
 */
const BOUNCES_MAX = 0.05;
const COMPLAINTS_MAX = 0.001;

/** Everything that operators are told of Préau itself; what it says of platforms is elsewhere. */
export class OperatorAlarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: OperatorAlarmsProps) {
    super(scope, id);
    const all = [
      ...ofWatchdog(props.blindAfter),
      ...ofPicture(),
      ...ofWebhooks(props.parts),
      ...ofJournal(props.functions),
      ...ofQueues(props.parts),
      ...ofFunctions(props.functions),
      ...ofTables(props.parts),
      ...ofFaces(props.api),
      ...ofMail(),
    ];
    this.alarms = all.map((one) => addOperatorAlarm(this, one, props.operators));
  }
}

const ofWatchdog = (blindAfter: Duration): readonly OperatorAlarm[] => [
  {
    name: 'preau-nobody-watches',
    says: `No round of probes has ended for ${blindAfter.toMinutes({ integral: false })} minutes, or the watchdog itself is silent`,
    runbook: 'nobody-watches',
    metric: homeMetrics.ours('RoundAgeSec', 'watchdog'),
    above: blindAfter.toSeconds({ integral: false }),
    periods: 2,
    rungBySilence: true,
  },
  {
    name: 'preau-actions-stand-still',
    says: 'An action that was decided has been waiting for its worker for a quarter of an hour',
    runbook: 'actions-stand-still',
    metric: homeMetrics.ours('OldestOpenActionSec', 'watchdog'),
    above: STUCK_SEC,
  },
];

/** Of the health picture: the lines that `HEALTH_LINES` has a figure in CloudWatch for, but those above. */
const ofPicture = (): readonly OperatorAlarm[] => [
  ofLine('vantages', 'A vantage has seen nothing for a quarter of an hour', 0, 3),
  ofLine('mirrors', 'A mirror may not serve, and has not for a quarter of an hour', 0, 3),
  ofLine('turns', 'Name servers have not been seen to answer as decided', STUCK_SEC),
  ofLine('notices', 'A notice should have been on its way for a quarter of an hour', STUCK_SEC),
  ofLine('backlog', 'Many actions that were decided are not done', BACKLOG_MAX, 2),
  ofLine('tasks', 'A task waits for a person', 0),
  {
    name: 'preau-heartbeat-missed',
    says: 'The watcher outside has not heard a beat for a quarter of an hour',
    runbook: 'heartbeat-missed',
    metric: homeMetrics.ours('HeartbeatsMissed', 'watchdog'),
    above: 0,
    periods: 3,
  },
];

/** A message is given up after twelve hours, and is then a task. */
const WEBHOOK_LATE_SEC = 3_600;

const ofWebhooks = ({ config }: HomeParts): readonly OperatorAlarm[] =>
  config.pages.webhooks.length === 0
    ? []
    : [ofLine('webhooks', 'A webhook has not taken a message for an hour', WEBHOOK_LATE_SEC)];

function ofLine(name: HealthName, says: string, above: number, periods = 1): OperatorAlarm {
  const { runbook, cloudWatch } = healthShapeOf(name);
  if (cloudWatch === null)
    throw new Error(`expected a figure of ${name} in CloudWatch, got none; see health-lines.ts`);
  const metric = homeMetrics.ours(cloudWatch, 'watchdog');
  return { name: `preau-${runbook}`, says, runbook, metric, above, periods };
}

/** An entry that is durable, and that no worker was told of yet: AWS's own figure. */
const ofJournal = ({ byName }: HomeFunctions): readonly OperatorAlarm[] => [
  {
    name: 'preau-journal-lags',
    says: 'Workers have not been told of what stands in the journal for a minute',
    runbook: 'journal-lags',
    metric: byName['relay-outbox'].lambda.metric('IteratorAge', {
      statistic: Stats.MAXIMUM,
      period: FIVE_MINUTES,
    }),
    above: JOURNAL_LAG_MS,
  },
];

function ofQueues({ queues }: HomeParts): readonly OperatorAlarm[] {
  const dead = [...queues.deadLetters()].map(
    ([name, queue]): OperatorAlarm => ({
      name: `preau-dead-letters-${name}`,
      says: `Messages of ${name} could not be handled and wait for a person`,
      runbook: 'dead-letters',
      metric: queue.metricApproximateNumberOfMessagesVisible({
        statistic: Stats.MAXIMUM,
        period: FIVE_MINUTES,
      }),
      above: 0,
    }),
  );
  const waiting = Object.entries(queues.byName).flatMap(
    ([name, { queue }]): readonly OperatorAlarm[] => {
      const { ageSecMax } = queueShapeOf(name as HomeQueue);
      if (ageSecMax === null) return [];
      return [
        {
          name: `preau-messages-wait-${name}`,
          says: `A message of ${name} has been waiting for ${ageSecMax / 60} minutes`,
          runbook: 'messages-wait',
          metric: queue.metricApproximateAgeOfOldestMessage({
            statistic: Stats.MAXIMUM,
            period: MINUTE,
          }),
          above: ageSecMax,
          periods: 3,
        },
      ];
    },
  );
  return [...dead, ...waiting];
}

const ofFunctions = ({ byName }: HomeFunctions): readonly OperatorAlarm[] => [
  ...Object.entries(byName).map(
    ([name, { lambda }]): OperatorAlarm => ({
      name: `preau-function-errors-${name}`,
      says: `The function ${name} broke off or ran out of time`,
      runbook: 'function-errors',
      metric: lambda.metricErrors({ statistic: Stats.SUM, period: FIVE_MINUTES }),
      above: 0,
    }),
  ),
  {
    name: 'preau-function-throttles',
    says: "Functions are kept back by the account's limit of calls at a time",
    runbook: 'function-throttles',
    // Of all functions together: the limit is theirs together.
    metric: Function.metricAllThrottles({ statistic: Stats.SUM, period: FIVE_MINUTES }),
    above: 0,
    periods: 2,
  },
];

const ofTables = ({ tables }: HomeParts): readonly OperatorAlarm[] =>
  (['journal', 'observations', 'deliveries', 'scratch', 'browsers'] as const).flatMap((name) => {
    const table = tables[name];
    if (table === null) return [];
    return {
      name: `preau-table-throttles-${name}`,
      says: `Reads or writes of the table ${name} were put off`,
      runbook: 'table-throttles',
      metric: homeMetrics.throttles(table.tableName),
      above: 0,
      periods: 2,
    };
  });

const ofFaces = (api: HttpApi): readonly OperatorAlarm[] => [
  {
    name: 'preau-status-page-fails',
    says: 'One of the two hosts of the status page has not been written for a quarter of an hour',
    runbook: 'status-page-fails',
    metric: homeMetrics.ours('PageHostsFailed', 'publish-pages', Stats.SUM),
    above: 0,
    periods: 3,
  },
  {
    name: 'preau-links-fail',
    says: "The links in notices, the second gateway's place, or the console, answer with errors",
    runbook: 'links-fail',
    metric: api.metricServerError({ statistic: Stats.SUM, period: FIVE_MINUTES }),
    above: 0,
  },
];

const ofMail = (): readonly OperatorAlarm[] => [
  {
    name: 'preau-mail-bounces',
    says: 'So many notices bounced that SES may look into the account, then stop it',
    runbook: 'mail-reputation',
    metric: homeMetrics.mailReputation('BounceRate'),
    above: BOUNCES_MAX,
  },
  {
    name: 'preau-mail-complaints',
    says: 'So many notices were called spam that SES may look into the account, then stop it',
    runbook: 'mail-reputation',
    metric: homeMetrics.mailReputation('ComplaintRate'),
    above: COMPLAINTS_MAX,
  },
];
