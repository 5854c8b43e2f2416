import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { Variable } from '../config/aws-names.ts';
import { queueShapeOf, queuesOf } from '../config/aws-queues.ts';
import { giveRights } from './give-rights.ts';
import {
  type ByFunction,
  functionRights,
  type HomeFunction,
  journalStream,
} from './function-rights.ts';
import { environmentFor, homeEnvironment } from './home-environment.ts';
import type { HomeParts } from './home-parts.ts';
import { PreauFunction } from './preau-function.ts';

export interface HomeFunctionsProps {
  readonly parts: HomeParts;
  /** See app/deployment.ts. */
  readonly deployment: string;
}

/**
 * Entries of one call. One that is malformed is handed out again with those behind it until it is
 * given up; to tell workers again costs nothing. Chosen.
 */
const ENTRIES_MAX = 25;
/** Then the stream goes on, and the watchdog tells the workers of what is still open. Chosen. */
const STREAM_TRIES = 20;
const STREAM_AGE_MAX = Duration.hours(1);

/** The functions of the home, each with its rights and called by its queue or by the journal. */
export class HomeFunctions extends Construct {
  readonly byName: ByFunction<PreauFunction>;

  constructor(scope: Construct, id: string, { parts, deployment }: HomeFunctionsProps) {
    super(scope, id);
    const all = homeEnvironment(this, parts);
    const rights = functionRights(this, parts);
    const make = (name: HomeFunction, more: Partial<Record<Variable, string>>): PreauFunction => {
      const environment = environmentFor(name, { ...all, ...more });
      const shared = { name, deployment, environment, logKey: parts.key };
      const made = new PreauFunction(this, name, shared);
      giveRights(made.role, rights[name] ?? []);
      return made;
    };
    const relay = make('relay-outbox', {});
    const relayFunction = relay.lambda.functionName;
    const others = (Object.keys(rights) as HomeFunction[]).filter(
      (name) => name !== 'relay-outbox',
    );
    this.byName = Object.fromEntries([
      ['relay-outbox', relay],
      ...others.map((name) => [name, make(name, { relayFunction })]),
    ]) as ByFunction<PreauFunction>;
    this.callByQueues(parts);
    this.callByJournal(parts);
  }

  private callByQueues({ queues, pushes }: HomeParts): void {
    for (const name of queuesOf({ pushes: pushes !== null })) {
      const { worker, batchSize, concurrencyMax: maxConcurrency } = queueShapeOf(name);
      const called = this.byName[worker as HomeFunction];
      const calls = queues.byName[name];
      if (called === undefined || calls === undefined)
        throw new Error(`the queue ${name} must have the function ${worker}, got one without`);
      called.lambda.addEventSource(
        new SqsEventSource(calls.queue, {
          batchSize,
          reportBatchItemFailures: true,
          ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
        }),
      );
    }
  }

  /** From its beginning, so that no entry is missed that was written before this was there. */
  private callByJournal(parts: HomeParts): void {
    const { lambda } = this.byName['relay-outbox'];
    lambda.addEventSourceMapping('Journal', {
      eventSourceArn: journalStream(parts),
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: ENTRIES_MAX,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: STREAM_TRIES,
      maxRecordAge: STREAM_AGE_MAX,
      onFailure: new SqsDlq(parts.queues.undelivered),
      // What is done to the outbox of an entry is no news.
      filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') })],
    });
  }
}
