import { join } from 'node:path';
import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';
import type { Config } from '../config/schema.ts';
import type { PlatformConfig } from '../config/schema-platform.ts';

export interface HomeStackProps extends StackProps {
  readonly config: Config;
  /** Named as a vantage in every observation. */
  readonly vantage: string;
}

const root = join(import.meta.dirname, '..');

/** The scheduler's shortest rate. */
const EVERY = Duration.minutes(1);

/** Préau's functions: for now the watch, which probes every platform once a minute. */
export class HomeStack extends Stack {
  constructor(scope: Construct, id: string, { config, vantage, ...props }: HomeStackProps) {
    super(scope, id, props);
    const slowest = Math.max(...config.platforms.map(({ origin }) => origin.slow));
    const watch = new NodejsFunction(this, 'WatchPlatform', {
      description: 'Probes one platform at each tick of its schedule',
      entry: join(root, 'lambdas/watch-platform/index.ts'),
      depsLockFilePath: join(root, 'package-lock.json'),
      projectRoot: root,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.millis(budgetOf(slowest)).plus(Duration.seconds(5)),
      logGroup: new LogGroup(this, 'WatchLog', { retention: RetentionDays.THREE_MONTHS }),
      bundling: {
        // Some packages call require('buffer'), which a bundle of ES modules cannot.
        format: OutputFormat.CJS,
        target: 'node24',
        minify: true,
        sourceMap: true,
        externalModules: [],
      },
    });
    for (const platform of config.platforms) {
      new Schedule(this, `Tick-${platform.id}`, {
        schedule: ScheduleExpression.rate(EVERY),
        target: new LambdaInvoke(watch, {
          input: ScheduleTargetInput.fromObject(tickOf(platform, vantage)),
          // A late probe says nothing about its minute.
          maxEventAge: EVERY,
          retryAttempts: 0,
        }),
      });
    }
  }
}

/** The handler's `parseTick` reads it: one shape on both sides, held together by a test. */
function tickOf({ id, hostname, origin }: PlatformConfig, vantage: string) {
  return {
    at: ContextAttribute.scheduledTime,
    request: {
      platform: id,
      vantage,
      target: 'origin',
      resolve: origin.host,
      serverName: hostname,
      port: origin.port,
      path: origin.path,
      expect: origin.expect,
      slowMs: origin.slow,
      budgetMs: budgetOf(origin.slow),
    },
  };
}

/** Time to see that it is slow, and a second to say so. */
function budgetOf(slowMs: number): number {
  return slowMs + 1_000;
}
