import { RemovalPolicy } from 'aws-cdk-lib';
import {
  CfnStage,
  HttpApi,
  HttpMethod,
  type HttpRoute,
  HttpStage,
  LogGroupLogDestination,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { SUBSCRIBE } from '../config/aws-names.ts';
import type { AwsConfig } from '../config/schema-aws.ts';
import type { ZoneConfig } from '../config/schema-home.ts';
import { acknowledge } from './acknowledge.ts';
import { ConsoleDomain } from './console-domain.ts';

export interface HomeApiProps {
  readonly key: IKey;
  readonly acknowledge: IFunction;
  /** Whether browsers may subscribe; the function that answers links answers them too. */
  readonly subscribes: boolean;
  /** Absent: no gateway tells what became of its SMS. */
  readonly hearGateway?: IFunction;
  /** Absent: people act by the command line alone. */
  readonly console?: {
    readonly lambda: IFunction;
    readonly settings: NonNullable<AwsConfig['console']>;
    /** Of the configuration: one may be that of the console's name. */
    readonly zones: readonly ZoneConfig[];
  };
}

/**
 * Requests a second, on average and at once. Mail readers' scanners open the links of sixty thousand
 * mails within minutes; what is refused is asked again. Chosen.
 */
const THROTTLE = { rateLimit: 100, burstLimit: 200 };

const { GET, HEAD, OPTIONS, POST } = HttpMethod;

/**
 * What people reach by HTTPS: the links in messages, for anybody, and the console, whose state and
 * commands are for whoever the organisation's OpenID Connect provider signed in. The console's page
 * itself says nothing before that.
 */
export class HomeApi extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: HomeApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      description: 'The links in notices, and the console',
      createDefaultStage: false,
    });
    const stage = this.addStage(props.key);
    this.addRoutes('Acknowledge', props.acknowledge, [
      { path: '/stop/{proxy+}', methods: [GET, HEAD, POST] },
      { path: '/vu/{proxy+}', methods: [GET, HEAD, POST] },
    ]);
    if (props.subscribes) this.addDoor(props.acknowledge, stage);
    if (props.hearGateway !== undefined)
      this.addRoutes('HearGateway', props.hearGateway, [{ path: GATEWAY_PATH, methods: [POST] }]);
    if (props.console === undefined) return;
    const { lambda, settings, zones } = props.console;
    const { hostname } = settings;
    if (hostname !== undefined)
      new ConsoleDomain(this, 'Domain', { api: this.api, stage, hostname, zones });
    const authorizer = new HttpJwtAuthorizer('SignedIn', settings.issuer, {
      jwtAudience: [settings.clientId],
    });
    this.addRoutes('Console', lambda, [
      { path: '/', methods: [GET, HEAD] },
      { path: '/{proxy+}', methods: [GET, HEAD] },
      { path: '/now', methods: [GET, HEAD], authorizer },
      { path: '/now.json', methods: [GET, HEAD], authorizer },
      { path: '/data/{proxy+}', methods: [GET, HEAD], authorizer },
      { path: '/commands', methods: [POST], authorizer },
    ]);
  }

  private addStage(key: IKey): HttpStage {
    // The name under which API Gateway may write without a policy of its own for each log.
    const logGroup = new LogGroup(this, 'AccessLog', {
      logGroupName: '/aws/vendedlogs/preau-api',
      retention: RetentionDays.THREE_MONTHS,
      encryptionKey: key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    return new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(JSON.stringify(LOGGED)),
      },
    });
  }

  /** The door of subscriptions, with a pace of its own. */
  private addDoor(lambda: IFunction, stage: HttpStage): void {
    const path = `${SUBSCRIBE.folder}{proxy+}`;
    const routes = this.addRoutes('Subscribe', lambda, [{ path, methods: [OPTIONS, POST] }]);
    const made = stage.node.defaultChild;
    if (!(made instanceof CfnStage)) throw new Error('the stage must be a CfnStage');
    made.routeSettings = Object.fromEntries(
      [OPTIONS, POST].map((method) => [`${method} ${path}`, SUBSCRIBE_PACE]),
    );
    // A stage may name only routes that are there.
    for (const route of routes) stage.node.addDependency(route);
  }

  private addRoutes(
    id: string,
    lambda: IFunction,
    routes: readonly ApiRoute[],
  ): readonly HttpRoute[] {
    const integration = new HttpLambdaIntegration(id, lambda);
    return routes.flatMap(({ path, methods, authorizer }) => {
      const made = this.api.addRoutes({
        path,
        methods: [...methods],
        integration,
        ...(authorizer && { authorizer }),
      });
      if (authorizer === undefined)
        for (const route of made) acknowledge(route, { rule: 'APIG4', reason: OPEN[id] ?? '' });
      return made;
    });
  }
}

/**
 * Of the door by which browsers subscribe, for everybody together: some twenty a second is what the
 * thousand places of the unproven are meant for (app/subscriptions/unproven-browsers.ts), and whoever
 * floods it leaves the links in notices all of the rest. Chosen.
 */
const SUBSCRIBE_PACE = { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 60 };

/** What the second SMS gateway posts to: on one machine it is the same. */
export const GATEWAY_PATH = '/receipts/sms-fallback';

interface ApiRoute {
  readonly path: string;
  readonly methods: readonly HttpMethod[];
  /** @default anybody may ask */
  readonly authorizer?: IHttpRouteAuthorizer;
}

const OPEN: Readonly<Record<string, string>> = {
  Acknowledge:
    'Whoever got a message may answer it: its link carries a proof, checked by the function',
  Subscribe:
    'Readers of the status page subscribe by their browser: only its own hosts are let in, by the function',
  HearGateway: 'What the gateway posts is signed by a shared secret, checked by the function',
  Console: 'The page by which people sign in: it holds no state and takes no command',
};

/** By its route, never its path: that of a link in a message is a proof. */
const LOGGED = {
  at: '$context.requestTime',
  id: '$context.requestId',
  from: '$context.identity.sourceIp',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  tookMs: '$context.responseLatency',
  error: '$context.integrationErrorMessage',
  authorizer: '$context.authorizer.error',
};
