import { ACMClient } from '@aws-sdk/client-acm';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Clock } from '../../../app/ports.ts';
import { GLOBAL_REGION, STACKS } from '../../../config/aws-names.ts';
import type { AwsConfig } from '../../../config/schema-aws.ts';
import type { Config } from '../../../config/schema.ts';
import { checkHealth } from '../check-health.ts';
import type { Resolver } from '../../local/dns-delegation.ts';
import { checkBootstrap } from './check-bootstrap.ts';
import { checkCalendar } from './check-calendar.ts';
import { checkCertificates } from './check-certificates.ts';
import { checkFarAlarms, farAlarms } from './check-far-alarms.ts';
import { checkHealthChecks } from './check-health-checks.ts';
import { checkHolds } from './check-holds.ts';
import { checkMailDomain } from './check-mail-domain.ts';
import { checkPushKey } from './check-push-key.ts';
import { checkQuota } from './check-quota.ts';
import { checkSecondHost } from './check-second-host.ts';
import { lookAtMail, lookAtSms, type SendingNeeds } from './check-sending.ts';
import { checkStacks, isStackThere } from './check-stacks.ts';
import { checkZones } from './check-zones.ts';
import { expectedStacks } from './expected-stacks.ts';
import { exportedChecks } from './exported-checks.ts';
import { finding } from './finding.ts';
import type { DoctorCheck } from './run-checks.ts';

/** Addresses in the directory. */
export interface Audience {
  readonly mails: number;
  /** Numbers that asked for SMS; null when nobody counted them. */
  readonly mobiles: number | null;
}

export interface DoctorNeeds {
  readonly config: Config;
  readonly aws: AwsConfig;
  /** Whose credentials these are. */
  readonly account: string;
  /** Null when nobody counted the directory. */
  readonly audience: Audience | null;
  readonly clock: Pick<Clock, 'now'>;
  readonly resolver: Pick<Resolver, 'ns'>;
}

/** Checks per platform in an account: origin, hold, both; and one for all. */
const PER_PLATFORM = 3;

/** Every look but the account's own, with real clients and the operator's credentials. */
export function doctorChecks({
  config,
  aws,
  account,
  audience,
  clock,
  resolver,
}: DoctorNeeds): readonly DoctorCheck[] {
  const home = { region: aws.region, maxAttempts: 2 };
  const global = { region: GLOBAL_REGION, maxAttempts: 2 };
  const { notices, platforms } = config;
  const sending = sendingNeeds(config, aws, audience);
  const ses = new SESv2Client(home);
  const route53 = new Route53Client(global);
  const stacks = new CloudFormationClient(global);
  const sheltered = platforms.filter(({ mirror }) => mirror).length;
  return [
    { name: 'mail', look: (s) => lookAtMail(sending, s) },
    {
      name: 'mail-domain',
      look: (s) => {
        const isHomeThere = () => isStackThere({ name: STACKS.home, region: aws.region }, s);
        return checkMailDomain(ses, { from: notices.from, isHomeThere }, s);
      },
    },
    { name: 'sms', look: (s) => lookAtSms(sending, s) },
    { name: 'sms', look: async () => checkCalendar(config, clock.now()) },
    {
      name: 'quota',
      look: (s) => {
        const made = async () => {
          const { size } = await exportedChecks(stacks, s);
          return size === 0 ? 0 : size * PER_PLATFORM + 1;
        };
        return checkQuota(route53, { sheltered, made }, s);
      },
    },
    { name: 'zones', look: (s) => checkZones({ client: route53, resolver }, config, s) },
    ...standingChecks(config, aws, account),
    {
      name: 'health',
      look: (s) => {
        const cloudwatch = new CloudWatchClient(global);
        return checkHealthChecks(
          () => exportedChecks(stacks, s),
          checkHealth({ cloudwatch, clock }),
        );
      },
    },
    {
      name: 'certificates',
      look: (s) => checkCertificates(new ACMClient(global), servedNames(config), clock.now(), s),
    },
    { name: 'second-host', look: (s) => checkSecondHost(new SecretsManagerClient(home), aws, s) },
    { name: 'pushes', look: (s) => checkPushKey(config, home, s) },
    { name: 'heartbeat', look: async () => [heartbeatOf(config)] },
  ];
}

/** What deployments need, and what tells of trouble elsewhere than in the home's Region. */
const standingChecks = (
  config: Config,
  aws: AwsConfig,
  account: string,
): readonly DoctorCheck[] => {
  const stacks = expectedStacks(config, aws);
  const regions = [...new Set(stacks.map(({ region }) => region))];
  return [
    {
      name: 'holds',
      look: (s) =>
        checkHolds(new S3Client({ region: aws.holdRegion, maxAttempts: 2 }), aws, account, s),
    },
    { name: 'bootstrap', look: (s) => checkBootstrap(regions, s) },
    { name: 'stacks', look: (s) => checkStacks(stacks, s) },
    {
      name: 'alarms',
      look: (s) => checkFarAlarms(farAlarms(config, aws), (stack) => isStackThere(stack, s), s),
    },
  ];
};

const heartbeatOf = ({ watch: { heartbeat } }: Config) =>
  finding('heartbeat', heartbeat === undefined ? 'heartbeat-none' : 'heartbeat-set');

/** A notice, its cause and its end: what one incident tells at least. */
const NOTICES = 3;

/** What sending counts on, as configured and as counted in the directory. */
export const sendingNeeds = (
  { notices }: Config,
  { region, sms }: AwsConfig,
  audience: Audience | null,
): SendingNeeds => ({
  region,
  service: sms,
  mailsPerSecond: notices.mailsPerSecond,
  budgetEuros: notices.budget,
  sender: notices.sms?.sender ?? null,
  mails: audience?.mails ?? null,
  forecastEuros:
    audience?.mobiles == null ? null : audience.mobiles * NOTICES * (notices.sms?.priceEuros ?? 0),
});

/**
 * What CloudFront answers for: the mirrors that are ours, by both their names, and the status page
 * when its name is under one of the zones.
 */
function servedNames({ platforms, names, pages }: Config): readonly string[] {
  const page = new URL(pages.url).hostname;
  const covered = names.zones.some(({ name }) => `.${page}`.endsWith(`.${name}`));
  return [
    ...platforms.flatMap(({ hostname, mirror }) =>
      mirror?.cloudFront ? [hostname, mirror.ownName] : [],
    ),
    ...(covered ? [page] : []),
  ];
}
