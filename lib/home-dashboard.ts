import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type HealthName, healthShapeOf } from '../config/health-lines.ts';
import type { HomeFunctions } from './home-functions.ts';
import { homeMetrics } from './home-metrics.ts';
import type { HomeParts } from './home-parts.ts';
import type { OperatorAlarms } from './operator-alarms.ts';

export interface HomeDashboardProps {
  readonly parts: HomeParts;
  readonly functions: HomeFunctions;
  readonly alarms: OperatorAlarms;
}

/** Of CloudWatch's 24 columns. */
const HALF = 12;
const HEIGHT = 6;
const SUM = { statistic: Stats.SUM, period: Duration.minutes(5) };
const MOST = { statistic: Stats.MAXIMUM, period: Duration.minutes(5) };

/** One page on how Préau itself does; how the platforms do is the console's. */
export class HomeDashboard extends Construct {
  constructor(scope: Construct, id: string, props: HomeDashboardProps) {
    super(scope, id);
    const dashboard = new Dashboard(this, 'Dashboard', { dashboardName: 'Preau' });
    const alarms = [...props.alarms.alarms];
    dashboard.addWidgets(
      new AlarmStatusWidget({ title: 'Alarms', alarms, width: 2 * HALF, height: HEIGHT }),
    );
    const graphs = [
      ...ofWatch(),
      ...ofHealth(props),
      ...ofQueues(props),
      ...ofFunctions(props),
      ...ofNotices(),
    ];
    for (let first = 0; first < graphs.length; first += 2)
      dashboard.addWidgets(
        ...graphs
          .slice(first, first + 2)
          .map(({ title, left }) => new GraphWidget({ title, left, width: HALF, height: HEIGHT })),
      );
  }
}

interface Graph {
  readonly title: string;
  readonly left: IMetric[];
}

const sums = (service: string, names: readonly string[]): IMetric[] =>
  names.map((name) => homeMetrics.ours(name, service, Stats.SUM));

const ofWatch = (): readonly Graph[] => [
  {
    title: 'Seconds since the last round, and of the oldest open action',
    left: ['RoundAgeSec', 'OldestOpenActionSec'].map((name) => homeMetrics.ours(name, 'watchdog')),
  },
  { title: 'Rounds', left: sums('observe', ['RoundsDone', 'RoundsLate', 'RoundsTaken']) },
];

/** The lines of the health picture that the watchdog writes, and AWS's own figure of the journal. */
const ofHealth = ({ functions }: HomeDashboardProps): readonly Graph[] => [
  {
    title: 'Mirrors that may not serve, blind vantages, tasks of the day',
    left: watched('mirrors', 'vantages', 'tasks'),
  },
  {
    title: 'Seconds of turns that were not seen, and of overdue notices',
    left: watched('turns', 'notices'),
  },
  {
    title: 'Seconds of the oldest message that a webhook has not taken, and how many wait',
    left: watched('webhooks', 'webhook-calls'),
  },
  {
    title: 'Open actions, and beats that nobody heard',
    left: [...watched('backlog'), homeMetrics.ours('HeartbeatsMissed', 'watchdog')],
  },
  {
    title: 'Milliseconds that workers are behind the journal',
    left: [functions.byName['relay-outbox'].lambda.metric('IteratorAge', MOST)],
  },
];

const watched = (...lines: readonly HealthName[]): IMetric[] =>
  lines.flatMap((line) => {
    const { cloudWatch } = healthShapeOf(line);
    return cloudWatch === null ? [] : [homeMetrics.ours(cloudWatch, 'watchdog')];
  });

const ofQueues = ({ parts: { queues } }: HomeDashboardProps): readonly Graph[] => [
  {
    title: 'Seconds of the oldest message',
    left: Object.entries(queues.byName).map(([label, { queue }]) =>
      queue.metricApproximateAgeOfOldestMessage({ ...MOST, label }),
    ),
  },
  {
    title: 'Dead letters',
    left: [...queues.deadLetters()].map(([label, queue]) =>
      queue.metricApproximateNumberOfMessagesVisible({ ...MOST, label }),
    ),
  },
];

function ofFunctions({ functions }: HomeDashboardProps): readonly Graph[] {
  const all = Object.entries(functions.byName);
  return [
    {
      title: 'Calls that broke off',
      left: all.map(([label, { lambda }]) => lambda.metricErrors({ ...SUM, label })),
    },
    {
      title: 'How long calls take, at most',
      left: all.map(([label, { lambda }]) => lambda.metricDuration({ ...MOST, label })),
    },
  ];
}

const ofNotices = (): readonly Graph[] => [
  {
    title: 'Notices, as providers took them',
    left: [
      ...sums('send-mail', ['MailAccepted', 'MailDeferred', 'MailRejected', 'MailUnknown']),
      ...sums('send-sms', ['SmsAccepted', 'SmsDeferred', 'SmsRejected', 'SmsUnknown']),
    ],
  },
  {
    title: 'Receipts',
    left: sums('receipts', [
      'ReceiptsDelivered',
      'ReceiptsBounced',
      'ReceiptsBlocked',
      'ReceiptsExpired',
      'ReceiptsComplained',
    ]),
  },
];
