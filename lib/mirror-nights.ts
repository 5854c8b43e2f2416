import { Duration, TimeZone } from 'aws-cdk-lib';
import {
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
  TimeWindow,
} from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Config } from '../config/schema.ts';

export interface MirrorNightsProps {
  readonly config: Config;
  readonly stateMachine: IStateMachine;
}

/** Long before the first lesson is read, and an hour that the change of clocks leaves alone. Chosen. */
const HOUR = '1';

/** The builds begin spread over this, so that a hundred mirrors do not want one machine. Chosen. */
const WINDOW = Duration.hours(1);

/**
 * Builds each mirror every night: its banner says the day, and an old mirror is unfit. One that is built
 * elsewhere has no lessons here: its night would fail, and ring.
 */
export class MirrorNights extends Construct {
  constructor(scope: Construct, id: string, { config, stateMachine }: MirrorNightsProps) {
    super(scope, id);
    for (const { id: platform, mirror, timeZone } of config.platforms) {
      if (!mirror?.cloudFront || mirror.built === 'elsewhere') continue;
      new Schedule(this, platform, {
        description: `Préau: builds the mirror of ${platform}`,
        schedule: ScheduleExpression.cron({
          minute: '0',
          hour: HOUR,
          timeZone: TimeZone.of(timeZone ?? config.organisation.timeZone),
        }),
        timeWindow: TimeWindow.flexible(WINDOW),
        target: new StepFunctionsStartExecution(stateMachine, {
          input: ScheduleTargetInput.fromObject({ platform }),
          retryAttempts: 3,
        }),
      });
    }
  }
}
