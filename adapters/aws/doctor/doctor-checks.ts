import { ACMClient } from '@aws-sdk/client-acm';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { Route53Client } from '@aws-sdk/client-route-53';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Clock } from '../../../app/ports.ts';
import { GLOBAL_REGION, STACKS } from '../../../config/aws-names.ts';
import type { AwsConfig } from '../../../config/schema-aws.ts';
import type { Config } from '../../../config/schema.ts';
import { checkHealth } from '../check-health.ts';
import type { Resolver } from '../../local/dns-delegation.ts';
import { checkCertificates } from './check-certificates.ts';
import { checkHealthChecks } from './check-health-checks.ts';
import { checkMailDomain } from './check-mail-domain.ts';
import { checkMail } from './check-mail.ts';
import { checkQuota } from './check-quota.ts';
import { checkSecondHost } from './check-second-host.ts';
import { checkSmsSns } from './check-sms-sns.ts';
import { checkSms } from './check-sms.ts';
import { checkStacks, isStackThere } from './check-stacks.ts';
import { checkZones } from './check-zones.ts';
import { expectedStacks } from './expected-stacks.ts';
import { exportedChecks } from './exported-checks.ts';
import { finding } from './finding.ts';
import type { DoctorCheck } from './run-checks.ts';

export interface DoctorNeeds {
  readonly config: Config;
  readonly aws: AwsConfig;
  /** Addresses in the directory; null when nobody counted them. */
  readonly mails: number | null;
  readonly clock: Pick<Clock, 'now'>;
  readonly resolver: Pick<Resolver, 'ns'>;
}

/** Checks per platform in an account: origin, hold, both; and one for all. */
const PER_PLATFORM = 3;

/** Every look but the account's own, with real clients and the operator's credentials. */
export function doctorChecks({
  config,
  aws,
  mails,
  clock,
  resolver,
}: DoctorNeeds): readonly DoctorCheck[] {
  const home = { region: aws.region, maxAttempts: 2 };
  const global = { region: GLOBAL_REGION, maxAttempts: 2 };
  const { notices, platforms } = config;
  const ses = new SESv2Client(home);
  const route53 = new Route53Client(global);
  const stacks = new CloudFormationClient(global);
  const sheltered = platforms.filter(({ mirror }) => mirror).length;
  return [
    { name: 'mail', look: (s) => checkMail(ses, { ...notices, mails }, s) },
    {
      name: 'mail-domain',
      look: (s) => {
        const isHomeThere = () => isStackThere({ name: STACKS.home, region: aws.region }, s);
        return checkMailDomain(ses, { from: notices.from, isHomeThere }, s);
      },
    },
    { name: 'sms', look: (s) => lookAtSms(config, aws, s) },
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
    { name: 'stacks', look: (s) => checkStacks(expectedStacks(config, aws), s) },
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
    {
      name: 'heartbeat',
      look: async () => [
        finding('heartbeat', aws.heartbeat === undefined ? 'heartbeat-none' : 'heartbeat-set'),
      ],
    },
  ];
}

function lookAtSms({ notices }: Config, aws: AwsConfig, signal: AbortSignal) {
  const { sms, budget } = notices;
  if (sms === undefined) return Promise.resolve([finding('sms', 'sms-unused')]);
  const needs = { sender: sms.sender, budgetEuros: budget };
  const options = { region: aws.region, maxAttempts: 2 };
  return aws.sms === 'sns'
    ? checkSmsSns(new SNSClient(options), needs, signal)
    : checkSms(new PinpointSMSVoiceV2Client(options), needs, signal);
}

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
