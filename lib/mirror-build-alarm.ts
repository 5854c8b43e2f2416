import { Duration } from 'aws-cdk-lib';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { FAR_ALARMS } from '../config/aws-names.ts';
import type { Config } from '../config/schema.ts';
import { addOperatorAlarm } from './operator-alarm.ts';
import { operatorsOf, OperatorsTopic } from './operators-topic.ts';

export interface MirrorBuildAlarmProps {
  readonly config: Config;
  readonly stateMachine: IStateMachine;
}

/** As long as a failed night must be on, so that the next good one ends it. Chosen: builds are nightly. */
const PERIOD = Duration.hours(1);

/**
 * Tells operators of builds that failed, in the mirrors' own Region, where alone their figures are. The
 * release before goes on being served: without this nobody would hear of it before the mirror is too old.
 */
export class MirrorBuildAlarm extends Construct {
  constructor(scope: Construct, id: string, { config, stateMachine }: MirrorBuildAlarmProps) {
    super(scope, id);
    const { topic } = new OperatorsTopic(this, 'Operators', { addresses: operatorsOf(config) });
    const sum = { statistic: Stats.SUM, period: PERIOD };
    addOperatorAlarm(
      this,
      {
        name: FAR_ALARMS.mirrorBuilds,
        says: "A mirror's build failed, ran out of time or was ended",
        runbook: 'mirror-builds-fail',
        metric: new MathExpression({
          expression: 'FILL(failed, 0) + FILL(late, 0) + FILL(ended, 0)',
          usingMetrics: {
            failed: stateMachine.metricFailed(sum),
            late: stateMachine.metricTimedOut(sum),
            ended: stateMachine.metricAborted(sum),
          },
          period: PERIOD,
          label: 'builds without a release',
        }),
        above: 0,
      },
      topic,
    );
  }
}
