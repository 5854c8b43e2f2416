import type { ServerResponse } from 'node:http';
import { startStub, type StubRequest } from './store-endpoint.ts';

/** An AWS account as the looks of `preau doctor` see it. All of it is read, none is changed. */
export interface AccountState {
  readonly account: string;
  /** Of the answers' `Date`. */
  readonly date: string;
  readonly mail: {
    readonly production: boolean;
    readonly sending: boolean;
    readonly enforcement: string;
    readonly rate: number;
    readonly quota: number;
  };
  /** By domain. */
  readonly domains: Readonly<
    Record<
      string,
      { readonly verified: boolean; readonly dkim: string; readonly keyLength?: string }
    >
  >;
  readonly sms: {
    readonly tier: string;
    readonly limit: number;
    readonly senders: readonly string[];
  };
  readonly sns: { readonly sandbox: boolean; readonly limit?: number };
  readonly checks: { readonly limit: number; readonly count: number };
  readonly zones: readonly {
    readonly id: string;
    readonly name: string;
    readonly servers: readonly string[];
    readonly records: readonly {
      readonly name: string;
      readonly type: string;
      readonly ttl: number;
      readonly set?: string;
    }[];
  }[];
  /** By name. */
  readonly stacks: Readonly<
    Record<
      string,
      {
        readonly status: string;
        readonly drift?: string;
        readonly outputs?: Readonly<Record<string, string>>;
      }
    >
  >;
  /** Version of what the CDK deploys with; null: its stack is not there. */
  readonly bootstrap: number | null;
  /** Of the whole account; null: nothing was ever set. */
  readonly publicAccess: Readonly<Record<string, boolean>> | null;
  /** Whom each tells, and its state. */
  readonly alarms: Readonly<Record<string, { readonly actions: number; readonly state: string }>>;
  /** By name. */
  readonly exports: Readonly<Record<string, string>>;
  /** Latest datapoint by id. */
  readonly health: Readonly<Record<string, 0 | 1>>;
  readonly certificates: readonly {
    readonly names: readonly string[];
    readonly status: string;
    /** In seconds since 1970. */
    readonly notAfter?: number;
  }[];
  readonly secrets: readonly string[];
  /** Of these secrets, those that are to be deleted: when, in seconds since 1970. */
  readonly goingSecrets: Readonly<Record<string, number>>;
  /** Operations that are refused for want of a right, or never answered. */
  readonly denied: readonly string[];
  readonly silent: readonly string[];
}

export interface AccountEndpoint {
  readonly url: string;
  /** Names of the operations that were asked for, with the Region that each was signed for. */
  readonly asked: () => readonly string[];
  become(state: AccountState): void;
  stop(): Promise<void>;
}

/**
 * The services that `preau doctor` asks, on one port of loopback, each in its own wire: Query and
 * XML (STS, CloudFormation, SNS), REST and XML (Route 53), REST and JSON (SES), AwsJson (End User
 * Messaging, ACM, Secrets Manager, CloudWatch). Clients come by AWS_ENDPOINT_URL.
 */
export async function startAccount(first: AccountState): Promise<AccountEndpoint> {
  let state = first;
  const asked: string[] = [];
  const stub = await startStub((request, response) => {
    const { operation, input } = readCall(request);
    const region = /\/\d{8}\/([a-z0-9-]+)\//.exec(request.headers.authorization ?? '')?.[1];
    asked.push(`${operation} ${region ?? '-'}`);
    response.setHeader('date', state.date);
    if (state.silent.includes(operation)) return;
    if (state.denied.includes(operation)) return fail(response, request, 'AccessDenied', 403);
    answer(operation, input, state, { request, response });
  });
  return {
    url: stub.url,
    asked: () => asked,
    become: (next) => {
      state = next;
    },
    stop: () => stub.stop(),
  };
}

interface Exchange {
  readonly request: StubRequest;
  readonly response: ServerResponse;
}

function readCall({ headers, path, body }: StubRequest): {
  readonly operation: string;
  readonly input: URLSearchParams;
} {
  const text = body.toString('utf8');
  const target = String(headers['x-amz-target'] ?? '');
  if (target !== '') {
    const input: unknown = text === '' ? {} : JSON.parse(text);
    return {
      operation: target.split('.')[1] ?? '',
      input: new URLSearchParams({ json: JSON.stringify(input) }),
    };
  }
  if (text.includes('Action=')) {
    const input = new URLSearchParams(text);
    return { operation: input.get('Action') ?? '', input };
  }
  const [place = '', query = ''] = path.split('?');
  const input = new URLSearchParams(query);
  input.set('id', decodeURIComponent(place.split('/')[3] ?? ''));
  const operation =
    REST.find(([pattern]) => pattern.test(place))?.[1] ?? `unknown operation ${place}`;
  return { operation, input };
}

const REST: readonly (readonly [RegExp, string])[] = [
  [/^\/v20180820\/configuration\/publicAccessBlock$/, 'GetPublicAccessBlock'],
  [/^\/v2\/email\/account$/, 'GetAccount'],
  [/^\/v2\/email\/identities\//, 'GetEmailIdentity'],
  [/^\/2013-04-01\/accountlimit\//, 'GetAccountLimit'],
  [/^\/2013-04-01\/hostedzonesbyname$/, 'ListHostedZonesByName'],
  [/^\/2013-04-01\/hostedzone\/\w+\/rrset$/, 'ListResourceRecordSets'],
  [/^\/2013-04-01\/hostedzone\/\w+$/, 'GetHostedZone'],
];

function answer(
  operation: string,
  input: URLSearchParams,
  state: AccountState,
  { request, response }: Exchange,
): void {
  const json = (value: unknown) => {
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify(value));
  };
  const xml = (value: string) => {
    response.setHeader('content-type', 'text/xml');
    response.end(`<?xml version="1.0"?>${value}`);
  };
  const query = (result: string) =>
    xml(
      `<${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response>`,
    );
  const asJson = (): Readonly<Record<string, unknown>> =>
    JSON.parse(input.get('json') ?? '{}') as Readonly<Record<string, unknown>>;
  switch (operation) {
    case 'GetCallerIdentity':
      return query(
        `<Account>${state.account}</Account><Arn>arn:aws:iam::${state.account}:user/op</Arn><UserId>U</UserId>`,
      );
    case 'GetAccount': {
      const { production, sending, enforcement, rate, quota } = state.mail;
      return json({
        ProductionAccessEnabled: production,
        SendingEnabled: sending,
        EnforcementStatus: enforcement,
        SendQuota: { MaxSendRate: rate, Max24HourSend: quota, SentLast24Hours: 0 },
      });
    }
    case 'GetEmailIdentity': {
      const domain = decodeURIComponent(request.path.split('/').at(-1) ?? '');
      const identity = state.domains[domain];
      if (!identity) return fail(response, request, 'NotFoundException', 404);
      return json({
        VerifiedForSendingStatus: identity.verified,
        DkimAttributes: {
          SigningEnabled: identity.dkim !== 'none',
          Status: identity.dkim,
          CurrentSigningKeyLength: identity.keyLength ?? 'RSA_2048_BIT',
        },
      });
    }
    case 'DescribeAccountAttributes':
      return json({ AccountAttributes: [{ Name: 'ACCOUNT_TIER', Value: state.sms.tier }] });
    case 'DescribeSpendLimits':
      return json({
        SpendLimits: [
          { Name: 'VOICE_MESSAGE_MONTHLY_SPEND_LIMIT', EnforcedLimit: 9_999 },
          { Name: 'TEXT_MESSAGE_MONTHLY_SPEND_LIMIT', EnforcedLimit: state.sms.limit },
        ],
      });
    case 'DescribeSenderIds': {
      const [wanted] = asJson()['SenderIds'] as readonly {
        readonly SenderId: string;
        readonly IsoCountryCode: string;
      }[];
      if (wanted?.IsoCountryCode !== 'FR' || !state.sms.senders.includes(wanted.SenderId))
        return fail(response, request, 'ResourceNotFoundException', 400);
      return json({ SenderIds: [wanted] });
    }
    case 'GetSMSSandboxAccountStatus':
      return query(`<IsInSandbox>${state.sns.sandbox}</IsInSandbox>`);
    case 'GetSMSAttributes':
      return query(
        state.sns.limit === undefined
          ? '<attributes/>'
          : `<attributes><entry><key>MonthlySpendLimit</key><value>${state.sns.limit}</value></entry></attributes>`,
      );
    case 'DescribeStacks': {
      const name = input.get('StackName') ?? '';
      if (name === 'CDKToolkit' && state.bootstrap !== null)
        return query(
          `<Stacks><member><StackName>${name}</StackName><StackStatus>UPDATE_COMPLETE</StackStatus><CreationTime>2026-01-01T00:00:00Z</CreationTime><Outputs><member><OutputKey>BootstrapVersion</OutputKey><OutputValue>${state.bootstrap}</OutputValue></member></Outputs></member></Stacks>`,
        );
      const stack = state.stacks[name];
      if (!stack)
        return fail(response, request, 'ValidationError', 400, `Stack ${name} does not exist`);
      const outputs = Object.entries(stack.outputs ?? {}).map(
        ([key, value]) =>
          `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
      );
      const drift = `<DriftInformation><StackDriftStatus>${stack.drift ?? 'NOT_CHECKED'}</StackDriftStatus></DriftInformation>`;
      return query(
        `<Stacks><member><StackName>${name}</StackName><StackStatus>${stack.status}</StackStatus><CreationTime>2026-01-01T00:00:00Z</CreationTime>${drift}<Outputs>${outputs.join('')}</Outputs></member></Stacks>`,
      );
    }
    case 'ListExports': {
      // A page each, so that paging is tried too.
      const all = Object.entries(state.exports);
      const at = Number(input.get('NextToken') ?? 0);
      const [name, value] = all[at] ?? [];
      const next = at + 1 < all.length ? `<NextToken>${at + 1}</NextToken>` : '';
      if (name === undefined) return query('<Exports/>');
      return query(
        `<Exports><member><Name>${name}</Name><Value>${value}</Value></member></Exports>${next}`,
      );
    }
    case 'GetAccountLimit':
      return xml(
        `<GetAccountLimitResponse><Limit><Type>MAX_HEALTH_CHECKS_BY_OWNER</Type><Value>${state.checks.limit}</Value></Limit><Count>${state.checks.count}</Count></GetAccountLimitResponse>`,
      );
    case 'ListHostedZonesByName': {
      const found = state.zones.filter(({ name }) => `${name}.` >= (input.get('dnsname') ?? ''));
      const list = found.map(zoneXml).join('');
      return xml(
        `<ListHostedZonesByNameResponse><HostedZones>${list}</HostedZones><IsTruncated>false</IsTruncated><MaxItems>10</MaxItems></ListHostedZonesByNameResponse>`,
      );
    }
    case 'GetHostedZone': {
      const zone = state.zones.find(({ id }) => id === input.get('id'));
      if (!zone) return fail(response, request, 'NoSuchHostedZone', 404);
      const servers = zone.servers.map((one) => `<NameServer>${one}</NameServer>`).join('');
      return xml(
        `<GetHostedZoneResponse>${zoneXml(zone)}<DelegationSet><NameServers>${servers}</NameServers></DelegationSet></GetHostedZoneResponse>`,
      );
    }
    case 'ListResourceRecordSets': {
      const zone = state.zones.find(({ id }) => id === input.get('id'));
      const records = (zone?.records ?? [])
        .filter(({ name }) => name >= (input.get('name') ?? ''))
        .map(
          ({ name, type, ttl, set }) =>
            `<ResourceRecordSet><Name>${name}.</Name><Type>${type}</Type>${set ? `<SetIdentifier>${set}</SetIdentifier><Weight>1</Weight>` : ''}<TTL>${ttl}</TTL></ResourceRecordSet>`,
        );
      return xml(
        `<ListResourceRecordSetsResponse><ResourceRecordSets>${records.join('')}</ResourceRecordSets><IsTruncated>false</IsTruncated><MaxItems>20</MaxItems></ListResourceRecordSetsResponse>`,
      );
    }
    case 'GetMetricData': {
      const { MetricDataQueries } = asJson() as {
        readonly MetricDataQueries: readonly {
          readonly Id: string;
          readonly MetricStat: {
            readonly Metric: { readonly Dimensions: readonly { readonly Value: string }[] };
          };
        }[];
      };
      return json({
        MetricDataResults: MetricDataQueries.map(({ Id, MetricStat }) => {
          const value = state.health[MetricStat.Metric.Dimensions[0]?.Value ?? ''];
          const at = Date.parse(state.date) / 1_000 - 60;
          return value === undefined
            ? { Id, Timestamps: [], Values: [] }
            : { Id, Timestamps: [at], Values: [value] };
        }),
      });
    }
    case 'GetPublicAccessBlock': {
      if (state.publicAccess === null)
        return fail(response, request, 'NoSuchPublicAccessBlockConfiguration', 404);
      if (request.headers['x-amz-account-id'] !== state.account)
        return fail(response, request, 'InvalidRequest', 400);
      const parts = Object.entries(state.publicAccess).map(([key, on]) => `<${key}>${on}</${key}>`);
      return xml(
        `<PublicAccessBlockConfiguration>${parts.join('')}</PublicAccessBlockConfiguration>`,
      );
    }
    case 'DescribeAlarms': {
      const { AlarmNames } = asJson() as { readonly AlarmNames: readonly string[] };
      return json({
        MetricAlarms: AlarmNames.flatMap((AlarmName) => {
          const alarm = state.alarms[AlarmName];
          if (alarm === undefined) return [];
          const AlarmActions = Array.from({ length: alarm.actions }, () => 'arn:aws:sns:x:1:t');
          return [{ AlarmName, ActionsEnabled: true, AlarmActions, StateValue: alarm.state }];
        }),
      });
    }
    case 'ListCertificates':
      return json({
        CertificateSummaryList: state.certificates.map(({ names, status, notAfter }) => ({
          CertificateArn: 'arn:aws:acm:us-east-1:1:certificate/1',
          DomainName: names[0],
          SubjectAlternativeNameSummaries: names,
          Status: status,
          ...(notAfter === undefined ? {} : { NotAfter: notAfter }),
        })),
      });
    case 'DescribeSecret': {
      const name = String(asJson()['SecretId']);
      if (!state.secrets.includes(name))
        return fail(response, request, 'ResourceNotFoundException', 400);
      const going = state.goingSecrets[name];
      return json({ Name: name, ...(going !== undefined && { DeletedDate: going }) });
    }
    default:
      return fail(response, request, 'UnknownOperation', 400, operation);
  }
}

const zoneXml = ({ id, name }: { readonly id: string; readonly name: string }): string =>
  `<HostedZone><Id>/hostedzone/${id}</Id><Name>${name}.</Name><CallerReference>c</CallerReference><Config><PrivateZone>false</PrivateZone></Config></HostedZone>`;

/** An error in the wire that the request came by. */
function fail(
  response: ServerResponse,
  { headers, path }: StubRequest,
  code: string,
  status: number,
  message = 'no',
): void {
  response.statusCode = status;
  if (headers['x-amz-target'] !== undefined || path.startsWith('/v2/')) {
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.setHeader('x-amzn-errortype', code);
    response.end(JSON.stringify({ __type: code, message }));
    return;
  }
  response.setHeader('content-type', 'text/xml');
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  response.end(`<ErrorResponse>${error}<RequestId>r</RequestId></ErrorResponse>`);
}

/** An account with all that test/config/a-config.ts needs, and all its stacks. */
export const READY: AccountState = {
  account: '123456789012',
  date: 'Tue, 06 Apr 2021 06:00:00 GMT',
  mail: { production: true, sending: true, enforcement: 'HEALTHY', rate: 50, quota: 50_000 },
  domains: { 'region.example': { verified: true, dkim: 'SUCCESS' } },
  sms: { tier: 'PRODUCTION', limit: 500, senders: ['PREAU'] },
  sns: { sandbox: false, limit: 500 },
  checks: { limit: 200, count: 4 },
  zones: [
    {
      id: 'Z1',
      name: 'region.example',
      servers: ['ns-1.awsdns-01.org', 'ns-2.awsdns-02.co.uk'],
      records: [
        { name: 'ent.region.example', type: 'A', ttl: 60, set: 'origin' },
        { name: 'ent.region.example', type: 'A', ttl: 60, set: 'mirror' },
        { name: 'www.region.example', type: 'A', ttl: 300 },
      ],
    },
  ],
  stacks: Object.fromEntries(
    [
      'Preau-Hold',
      'Preau-Zones',
      'Preau-Vantage-eu-west-3',
      'Preau-Vantage-eu-central-1',
      'Preau-Home',
      'Preau-Watch',
      'Preau-Certificates',
      'Preau-Pages',
      'Preau-Names',
    ].map((name) => [name, { status: 'UPDATE_COMPLETE' }]),
  ),
  bootstrap: 25,
  publicAccess: { BlockPublicAcls: true, IgnorePublicAcls: true },
  alarms: { 'preau-dead-letters-forward': { actions: 1, state: 'OK' } },
  exports: {
    'preau:always': 'always',
    'preau:checks:ent': 'both,origin,hold',
  },
  health: { both: 1, origin: 1 },
  certificates: [],
  secrets: [],
  goingSecrets: {},
  denied: [],
  silent: [],
};
