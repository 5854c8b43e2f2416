import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { blindAfter } from '../config/blind-after.ts';
import { EVENT_BUS } from '../config/aws-names.ts';
import { DEPLOYMENT_OUTPUT, HOME_OUTPUTS } from '../config/aws-outputs.ts';
import type { Config } from '../config/schema.ts';
import { acknowledge } from './acknowledge.ts';
import { AlarmBus } from './alarm-bus.ts';
import { CheckSending } from './check-sending.ts';
import { HealthApi } from './health-api.ts';
import { GATEWAY_PATH, HomeApi } from './home-api.ts';
import { HomeBuckets } from './home-buckets.ts';
import { HomeDashboard } from './home-dashboard.ts';
import { homeEnvironment } from './home-environment.ts';
import { HomeFunctions } from './home-functions.ts';
import type { HomeParts } from './home-parts.ts';
import { HomeQueues } from './home-queues.ts';
import { HomeSchedules } from './home-schedules.ts';
import { HomeTables } from './home-tables.ts';
import { MailSending } from './mail-sending.ts';
import { OperatorAlarms } from './operator-alarms.ts';
import { operatorsOf, OperatorsTopic } from './operators-topic.ts';
import { PersonalDataKey } from './personal-data-key.ts';
import { PushKey } from './push-key.ts';
import { ReceiptsTopic } from './receipts-topic.ts';
import { SmsSending } from './sms-sending.ts';

export interface HomeStackProps extends StackProps {
  /** @throws Error without its `aws` section */
  readonly config: Config;
  /** JSON that the functions read: see app/deployment.ts. */
  readonly deployment: string;
}

/**
 * The serverless home: journal, queues, functions, and what watches over them. It needs no other
 * stack to be there first; the rule of us-east-1 needs its bus.
 */
export class HomeStack extends Stack {
  /** The host of its HTTP API, without a scheme: it answers `/stop/…` and, where asked for, the console. */
  readonly apiHost: string;
  /** The same of the API that tells how the home does. */
  readonly healthHost: string;
  /** Where the alarms of us-east-1 are forwarded to, by name: no reference between Regions. */
  readonly busArn: string;

  constructor(scope: Construct, id: string, { config, deployment, ...props }: HomeStackProps) {
    super(scope, id, props);
    const parts = this.makeParts(config);
    const {
      queues,
      config: { aws },
    } = parts;
    if (!aws.trial) this.checkSending(parts, deployment);
    const rounds = queues.byName.rounds.queue;
    this.busArn = this.formatArn({
      service: 'events',
      resource: 'event-bus',
      resourceName: EVENT_BUS,
    });
    new AlarmBus(this, 'AlarmBus', { rounds, undelivered: queues.undelivered });
    const functions = new HomeFunctions(this, 'Functions', { parts, deployment });
    const { 'publish-schools': publishSchools } = functions.byName;
    new HomeSchedules(this, 'Schedules', {
      rounds,
      watchdog: functions.byName.watchdog.lambda,
      ...(publishSchools && { publishSchools: publishSchools.lambda }),
      undelivered: queues.undelivered,
    });
    const api = this.makeApi(parts, functions);
    this.apiHost = this.hostOf(api);
    const { 'tell-health': telling } = functions.byName;
    this.healthHost = this.hostOf(new HealthApi(this, 'Health', { lambda: telling.lambda }).api);
    const { topic: operators } = new OperatorsTopic(this, 'Operators', {
      addresses: operatorsOf(config),
    });
    const alarms = new OperatorAlarms(this, 'Alarms', {
      parts,
      functions,
      api,
      operators,
      blindAfter: Duration.millis(blindAfter(config.watch.interval)),
    });
    new HomeDashboard(this, 'Dashboard', { parts, functions, alarms });
    this.tell(parts, deployment);
  }

  private hostOf({ apiId }: HttpApi): string {
    return `${apiId}.execute-api.${this.region}.${this.urlSuffix}`;
  }

  /** Before all that a refused deployment would leave behind. */
  private checkSending(parts: HomeParts, deployment: string): void {
    const { resource } = new CheckSending(this, 'CheckSending', {
      deployment,
      config: parts.config,
      logKey: parts.key,
    });
    for (const kept of [parts.tables, parts.buckets, parts.mail, parts.optOutSecret])
      kept.node.addDependency(resource);
  }

  private makeApi({ key, config, pushes }: HomeParts, { byName }: HomeFunctions): HttpApi {
    const { console: settings } = config.aws;
    const { zones } = config.names;
    const hearing = byName['hear-gateway'];
    const { api } = new HomeApi(this, 'Api', {
      key,
      acknowledge: byName.acknowledge.lambda,
      subscribes: pushes !== null,
      ...(hearing && { hearGateway: hearing.lambda }),
      ...(settings &&
        byName.console && { console: { lambda: byName.console.lambda, settings, zones } }),
    });
    if (hearing !== undefined)
      new CfnOutput(this, 'smsReceiptsUrl', {
        description: 'Where the second SMS gateway is to post what became of its messages',
        value: `${api.apiEndpoint}${GATEWAY_PATH}`,
      });
    const host = settings?.hostname;
    if (settings !== undefined)
      new CfnOutput(this, 'consoleUrl', {
        description: "The console; it is also the redirect of the provider's client",
        value: host === undefined ? `${api.apiEndpoint}/` : `https://${host}/`,
      });
    return api;
  }

  private makeParts(config: Config): HomeParts {
    const { aws } = config;
    if (aws === undefined)
      throw new Error(
        'expected an aws section in the configuration, got none; see docs/configuration.md',
      );
    const { key } = new PersonalDataKey(this, 'Key');
    const pushes = config.pages.push !== undefined;
    const queues = new HomeQueues(this, 'Queues', { key, pushes });
    const tables = new HomeTables(this, 'Tables', { key, pushes });
    const encryptionKey = this.keyOfSecrets(key);
    const receipts = new ReceiptsTopic(this, 'Receipts', {
      key,
      receipts: queues.byName.receipts,
    });
    const hasSmsSet = config.notices.sms !== undefined && aws.sms === 'end-user-messaging';
    return {
      config: { ...config, aws },
      key,
      queues,
      tables,
      buckets: new HomeBuckets(this, 'Buckets', { key }),
      optOutSecret: this.makeOptOutSecret(encryptionKey),
      pushes: this.makePushes(tables, queues, encryptionKey),
      mail: new MailSending(this, 'Mail', { from: config.notices.from, receipts: receipts.topic }),
      sms: hasSmsSet ? new SmsSending(this, 'Sms', { receipts }) : null,
    };
  }

  /** By its ARN: a secret's construct would give the whole account rights in the key's policy. */
  private keyOfSecrets(key: IKey): IKey {
    return Key.fromKeyArn(this, 'KeyOfSecrets', key.keyArn);
  }

  private makePushes(tables: HomeTables, queues: HomeQueues, key: IKey): HomeParts['pushes'] {
    const { browsers: table } = tables;
    const calls = queues.byName.pushes;
    if (table === null || calls === undefined) return null;
    const { secret } = new PushKey(this, 'PushKey', { key });
    return { table, queue: calls.queue, secret };
  }

  private makeOptOutSecret(encryptionKey: IKey): Secret {
    const secret = new Secret(this, 'OptOutSecret', {
      description: 'Proves the links by which contacts leave',
      encryptionKey,
      // 43 letters and digits are 256 bits.
      generateSecretString: { passwordLength: 43, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    acknowledge(secret, {
      rule: 'SMG4',
      reason: 'Another secret would void the links in all messages sent before',
    });
    return secret;
  }

  /** What the command line finds the home by. */
  private tell(parts: HomeParts, deployment: string): void {
    const values = homeEnvironment(this, parts);
    for (const name of HOME_OUTPUTS) new CfnOutput(this, name, { value: values[name] ?? '' });
    const { digest } = JSON.parse(deployment) as { readonly digest?: string };
    if (digest !== undefined) new CfnOutput(this, DEPLOYMENT_OUTPUT, { value: digest });
  }
}
