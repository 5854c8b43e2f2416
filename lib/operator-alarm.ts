import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** One thing of Préau itself that a person must look into. */
export interface OperatorAlarm {
  /** Unique, and never beginning as the alarms on health checks do: those are no operator's. */
  readonly name: `preau-${string}`;
  /** What is so when it rings. */
  readonly says: string;
  /** The entry of docs/runbook.md that says what to do. */
  readonly runbook: string;
  readonly metric: IMetric;
  /** It rings above this. */
  readonly above: number;
  /** Periods of the metric, all of them above. @default 1 */
  readonly periods?: number;
  /** Whether silence rings too. @default false */
  readonly rungBySilence?: boolean;
}

/** Make it: it tells operators when it rings, and when it is over. */
export function addOperatorAlarm(scope: Construct, one: OperatorAlarm, operators: ITopic): Alarm {
  const alarm = new Alarm(scope, one.name, {
    alarmName: one.name,
    alarmDescription: `${one.says}. What to do: docs/runbook.md#${one.runbook}`,
    metric: one.metric,
    threshold: one.above,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: one.periods ?? 1,
    treatMissingData: one.rungBySilence
      ? TreatMissingData.BREACHING
      : TreatMissingData.NOT_BREACHING,
  });
  const action = new SnsAction(operators);
  alarm.addAlarmAction(action);
  alarm.addOkAction(action);
  return alarm;
}
