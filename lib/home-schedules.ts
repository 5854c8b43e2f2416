import { Duration, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke, SqsSendMessage } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledgeResource } from './acknowledge-resource.ts';

export interface HomeSchedulesProps {
  readonly rounds: IQueue;
  readonly watchdog: IFunction;
  /** @default no school has pages of its own */
  readonly publishSchools?: IFunction;
  readonly undelivered: IQueue;
}

/** The scheduler's shortest rate; a message of it is spread into the minute's rounds. */
const MINUTE = Duration.minutes(1);
/** `app/watch/tend-home.ts` and the heartbeat's reader count on it. */
const WATCHDOG = Duration.minutes(5);

/** A directory changes some times a year, and what a call did not reach is gone on with. Chosen. */
const SCHOOLS = Duration.minutes(15);

/** What keeps time: a message for each minute of the watch, a call of the watchdog, and of who keeps the schools' files. */
export class HomeSchedules extends Construct {
  constructor(scope: Construct, id: string, props: HomeSchedulesProps) {
    super(scope, id);
    const { rounds, watchdog, undelivered: deadLetterQueue } = props;
    const role = this.makeRole([watchdog, props.publishSchools].filter((one) => one !== undefined));
    new Schedule(this, 'Minute', {
      description: 'Tells the function observe that a minute has begun',
      schedule: ScheduleExpression.rate(MINUTE),
      target: new SqsSendMessage(rounds, {
        input: ScheduleTargetInput.fromObject({
          kind: 'minute',
          due: ContextAttribute.scheduledTime,
        }),
        // A minute that comes late is no minute.
        maxEventAge: MINUTE,
        retryAttempts: 3,
        deadLetterQueue,
        role,
      }),
    });
    new Schedule(this, 'Watchdog', {
      description: 'Calls the watchdog',
      schedule: ScheduleExpression.rate(WATCHDOG),
      target: new LambdaInvoke(watchdog, {
        maxEventAge: WATCHDOG,
        retryAttempts: 3,
        deadLetterQueue,
        role,
      }),
    });
    if (props.publishSchools !== undefined)
      new Schedule(this, 'Schools', {
        description: 'Calls publish-schools',
        schedule: ScheduleExpression.rate(SCHOOLS),
        // The next call does as well.
        target: new LambdaInvoke(props.publishSchools, {
          maxEventAge: WATCHDOG,
          retryAttempts: 0,
          deadLetterQueue,
          role,
        }),
      });
  }

  /** For schedules of this account only. */
  private makeRole(called: readonly IFunction[]): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    for (const { functionArn } of called)
      acknowledgeResource(role, `${functionArn}:*`, 'Any version of this one function');
    return role;
  }
}
