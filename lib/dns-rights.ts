import { Aws } from 'aws-cdk-lib';
import type { Config } from '../config/schema.ts';
import { allow, type Right } from './allow.ts';
import { HOLDS_PREFIX } from './hold-bucket.ts';
import { PAIR_TYPES } from './weighted-names.ts';

const route53 = (resource: string): string => `arn:${Aws.PARTITION}:route53:::${resource}`;

/**
 * The hosted zones of the protected names, by zone name.
 *
 * @returns null when one of them has no id in the configuration
 */
export function knownZoneIds({ names }: Config): Readonly<Record<string, string>> | null {
  const ids = names.zones.map(({ name, hostedZoneId }) => [name, hostedZoneId] as const);
  const known = ids.flatMap(([name, id]) => (id === undefined ? [] : [[name, id] as const]));
  return known.length === ids.length && known.length > 0 ? Object.fromEntries(known) : null;
}

/**
 * What turning takes: the holds of the platforms that have a mirror, the weights of their names, and
 * the order to stay at the origin, which finds and disables its check. No other name, no other type, and nothing
 * is deleted.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-conditions-route53.html
 */
export function dnsRights(config: Config, holdBucket: string): readonly Right[] {
  const sheltered = config.platforms.filter(({ mirror }) => mirror !== undefined);
  if (sheltered.length === 0) return [];
  const ids = knownZoneIds(config);
  const zones = Object.values(ids ?? { any: '*' }).map((id) => route53(`hostedzone/${id}`));
  const why = 'A zone that Préau creates has no id until it is there; what may be changed is named';
  const holds = sheltered.map(
    ({ id }) => `arn:${Aws.PARTITION}:s3:::${holdBucket}/${HOLDS_PREFIX}${id}`,
  );
  return [
    allow('Hold', ['s3:PutObject', 's3:DeleteObject'], holds),
    allow('Weigh', ['route53:ChangeResourceRecordSets'], zones, {
      why,
      conditions: {
        'ForAllValues:StringEquals': {
          'route53:ChangeResourceRecordSetsNormalizedRecordNames': sheltered.map(({ hostname }) =>
            hostname.toLowerCase(),
          ),
          'route53:ChangeResourceRecordSetsRecordTypes': PAIR_TYPES,
          'route53:ChangeResourceRecordSetsActions': ['UPSERT'],
        },
      },
    }),
    allow(
      'Stay',
      ['route53:GetHealthCheck', 'route53:UpdateHealthCheck'],
      [route53('healthcheck/*')],
      {
        why: 'The checks are of a stack that comes after this one, and have no id until they are there',
      },
    ),
    allow('ReadWeights', ['route53:ListResourceRecordSets'], zones, { why }),
    allow('FollowChange', ['route53:GetChange'], [route53('change/*')], {
      why: 'A change has no id until it is made',
    }),
    ...(ids === null ? [allow('FindZone', ['route53:ListHostedZonesByName'], ['*'], ANY)] : []),
  ];
}

const ANY = { why: 'The action knows no resource' };
