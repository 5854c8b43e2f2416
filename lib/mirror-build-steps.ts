import { Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import {
  DefinitionBody,
  DistributedMap,
  JsonPath,
  LogLevel,
  Map as StateMap,
  S3ObjectsItemReader,
  StateMachine,
  TaskInput,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { acknowledgeResource } from './acknowledge-resource.ts';

export interface MirrorBuildStepsProps {
  readonly work: IBucket;
  /** Finds packages, and unpacks them. */
  readonly unpacker: IFunction;
  /** Renders. */
  readonly builder: IFunction;
  /** Plans, assembles, copies, finishes. */
  readonly publisher: IFunction;
}

/** Of each map. The account's thousand functions are there for a fall; a build has the night. Chosen. */
const WORKERS_MAX = 10;

/** Packages that are unpacked at once: few of a night are new. Chosen. */
const UNPACKERS_MAX = 5;

/** A build is over by then or something is wrong with it. Chosen. */
const TIMEOUT = Duration.hours(3);

/**
 * A build, from the lessons to the pointer: `find` says which packages lie among them, `unpack` lays
 * down what is in each; `plan` lists the lessons and cuts them into shares; `render` writes each share; `assemble` adds lists and search and signs; `copy` puts each address of the new
 * release in its place; `finish` looks that all of it is there, and turns the pointer last.
 *
 * Interrupted anywhere, the release before is still served. A step that failed is done again, and
 * what it had done stays. The inputs: `{ "platform": … }`, and `"whole": true` to copy nothing from the
 * release before.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 */
export class MirrorBuildSteps extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: MirrorBuildStepsProps) {
    super(scope, id);
    const { work, unpacker, builder, publisher } = props;
    const step = (name: 'plan' | 'assemble' | 'finish') =>
      this.invoke(name, publisher, stepOf(name));
    const definition = this.invoke('find', unpacker, stepOf('find'), '$.found')
      .next(this.unpackEach(unpacker))
      .next(step('plan'))
      .next(this.mapOver('render', 'shares', work, builder))
      .next(step('assemble'))
      .next(this.mapOver('copy', 'batches', work, publisher))
      .next(step('finish'));
    this.stateMachine = new StateMachine(this, 'Build', {
      comment: "Builds one platform's mirror and publishes it",
      definitionBody: DefinitionBody.fromChainable(definition),
      timeout: TIMEOUT,
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(this, 'Log', {
          retention: RetentionDays.THREE_MONTHS,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ALL,
      },
    });
    this.explain([unpacker, builder, publisher]);
  }

  /** The wildcards that the CDK gives a state machine's role. */
  private explain(workers: readonly IFunction[]): void {
    for (const { functionArn } of workers)
      acknowledgeResource(this, `${functionArn}:*`, 'Any version of this one function.');
    acknowledgeResource(
      this,
      '*',
      'Traces and the delivery of logs have no resource of their own to be restricted to.',
    );
    const name = Fn.select(6, Fn.split(':', this.stateMachine.stateMachineArn));
    for (const executions of [`${name}:*`, `${name}/render:*`, `${name}/copy:*`]) {
      const { region, account, partition } = Stack.of(this);
      acknowledgeResource(
        this,
        `arn:${partition}:states:${region}:${account}:execution:${executions}`,
        'A distributed map starts executions of its own state machine, which have no name before.',
      );
    }
  }

  private invoke(
    name: string,
    lambdaFunction: IFunction,
    payload: Readonly<Record<string, unknown>> | 'the-input',
    resultPath = JsonPath.DISCARD,
  ): LambdaInvoke {
    const task = new LambdaInvoke(this, name, {
      lambdaFunction,
      ...(payload !== 'the-input' && { payload: TaskInput.fromObject({ ...payload }) }),
      payloadResponseOnly: true,
      resultPath,
    });
    // A store that did not answer; what cannot become right by itself fails thrice, and is seen.
    task.addRetry({ maxAttempts: 2, interval: Duration.seconds(30), backoffRate: 2 });
    return task;
  }

  /** One worker for each package, a hundred at most: their list travels with the execution. */
  private unpackEach(unpacker: IFunction): StateMap {
    const map = new StateMap(this, 'unpack-all', {
      itemsPath: '$.found.packages',
      maxConcurrency: UNPACKERS_MAX,
      resultPath: JsonPath.DISCARD,
    });
    return map.itemProcessor(this.invoke('unpack', unpacker, 'the-input'));
  }

  /** One worker for each object under the run's folder of that name. */
  private mapOver(
    name: 'render' | 'copy',
    folder: 'shares' | 'batches',
    bucket: IBucket,
    worker: IFunction,
  ): DistributedMap {
    const prefix = JsonPath.format(
      `work/{}/{}/${folder}/`,
      JsonPath.stringAt('$.platform'),
      JsonPath.executionName,
    );
    const map = new DistributedMap(this, `${name}-all`, {
      label: name,
      itemReader: new S3ObjectsItemReader({ bucket, prefix }),
      itemSelector: { step: name, key: JsonPath.stringAt('$$.Map.Item.Value.Key') },
      maxConcurrency: WORKERS_MAX,
      toleratedFailureCount: 0,
      resultPath: JsonPath.DISCARD,
    });
    return map.itemProcessor(
      this.invoke(name, worker, { step: name, key: JsonPath.stringAt('$.key') }),
    );
  }
}

/** What the execution was started with, whatever its steps have added since. */
const stepOf = (step: string) => ({
  step,
  input: JsonPath.objectAt('$$.Execution.Input'),
  run: JsonPath.executionName,
  startedAt: JsonPath.executionStartTime,
});
