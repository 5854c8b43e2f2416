import { z } from 'zod';
import { isWebAddress } from '../core/mirror/web-address.ts';
import { targetAddress } from '../core/mirror/target-address.ts';
import { httpsValue } from './https-value.ts';
import { feedSchema } from './schema-feed.ts';
import { platformMetricsSchema } from './schema-metrics.ts';
import {
  addresses,
  duration,
  hosterIdValue,
  hostname,
  line,
  mailAddress,
  mobileNumber,
  path,
  platformIdValue,
  timeZone,
  urlPath,
  webUrl,
} from './schema-values.ts';

export const hosterSchema = z.strictObject({
  id: hosterIdValue,
  name: line(120).describe('Who runs the machines. Never named in a notice.'),
  region: line(80)
    .exactOptional()
    .describe('Where the machines stand. A mirror shares no region with its origin.'),
  aws: z
    .boolean()
    .default(false)
    .describe("These machines are Amazon's, under whatever name: no mirror with cloudFront."),
  feed: feedSchema.exactOptional().describe('Its own status page: evidence on the cause.'),
});

/**
 * Route 53 reads the expected text within the first 5,120 bytes of the body, 255 characters at most.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html
 */
const expectedText = line(255).describe('Text that a healthy page holds in its first 5,120 bytes.');

/** 0 asks the system for a free port: a rule allows it in rehearsals only. */
const originPort = z.int().min(0).max(65_535).default(443);

export const originSchema = z.strictObject({
  host: hostname.describe("The origin's own name, never the protected one: that one turns."),
  addresses: addresses
    .min(1)
    .describe('What probes connect to; published as A and AAAA unless cname is given.'),
  cname: hostname
    .exactOptional()
    .describe('Publish the protected name as a CNAME of this name, instead of by addresses.'),
  https: httpsValue
    .exactOptional()
    .describe('The HTTPS record (RFC 9460) beside the addresses; the mirror needs one too.'),
  port: originPort,
  path: urlPath.default('/').describe('A cheap, real page: the login page says more than /health.'),
  expect: expectedText,
  plainPath: urlPath
    .exactOptional()
    .describe('Where path is a login: a page that needs none, asked beside it during a fall.'),
  slow: duration('100ms', '60s')
    .prefault('5s')
    .describe('Slower than this to the last byte counts as a failure.'),
});

const publishTarget = line(500).refine((text) => targetAddress(text).kind !== 'refused', {
  error: 'problem:mirror-target',
});

export const mirrorSchema = z.strictObject({
  hoster: hosterIdValue.describe("Another hoster than the origin's, in another region."),
  addresses: addresses.default([]).describe('Required, but for a mirror with cloudFront.'),
  cloudFront: z
    .boolean()
    .default(false)
    .describe("AWS only: this mirror is Préau's own, in aws.mirrors, behind CloudFront."),
  built: z
    .enum(['nightly', 'elsewhere'])
    .default('nightly')
    .describe(
      'With cloudFront. nightly: by functions, from the bucket of lessons. elsewhere: on a machine, whose owner publishes it.',
    ),
  https: httpsValue
    .exactOptional()
    .describe("Its HTTPS record, when the origin's name publishes one."),
  port: originPort,
  ownName: hostname.describe("The mirror's own name, always reachable; notices carry it."),
  lessons: path
    .refine((text) => !isWebAddress(text) || webUrl.safeParse(text).success, {
      error: 'problem:url',
    })
    .describe('What the mirror is built from: a folder, a package, a page, or a web site (https).'),
  recipe: path
    .exactOptional()
    .describe('How that web site is visited: a YAML file, see docs/web-crawls.md.'),
  maxAge: duration('1h', '90d').prefault('14d').describe('Older than this, the mirror is unfit.'),
  every: duration('1h', '30d')
    .exactOptional()
    .describe('How often a home on one machine builds it anew. Absent: when there is none yet.'),
  publish: z
    .array(publishTarget)
    .min(1)
    .max(8)
    .exactOptional()
    .describe('Where each such build is published to.'),
});

const servesSchema = z.strictObject({
  academies: z.array(line(60)).min(1).max(40).exactOptional(),
  departments: z
    .array(z.string().regex(/^(?:0\d\d|02[AB]|9[78]\d)$/, { error: 'problem:department' }))
    .min(1)
    .max(120)
    .exactOptional(),
  types: z
    .array(z.enum(['ecole', 'college', 'lycee', 'erea']))
    .min(1)
    .max(4)
    .exactOptional(),
  onlyAttached: z
    .literal(true)
    .exactOptional()
    .describe('Only the schools that a table under schools.attachments names, and no list.'),
});

const ownerSchema = z.strictObject({
  name: line(120),
  mail: mailAddress.exactOptional(),
  mobile: mobileNumber.exactOptional(),
});

export const platformSchema = z.strictObject({
  id: platformIdValue,
  name: line(120),
  smsName: line(24).describe('What an SMS calls the platform: at most 24 characters of GSM-7.'),
  kind: z.enum(['ent', 'classroom', 'login']),
  hostname: hostname.describe('The protected name: the one that pupils type.'),
  hoster: hosterIdValue,
  cdn: hosterIdValue
    .exactOptional()
    .describe('Whose delivery network stands before it; on record under hosters, as the next two.'),
  dns: hosterIdValue.exactOptional().describe('Who answers for its name.'),
  login: hosterIdValue.exactOptional().describe('Who lets its users in.'),
  vendor: line(80).exactOptional().describe('The software family: one fault may fell several.'),
  region: line(80).exactOptional().describe('The part of the country that it serves.'),
  timeZone: timeZone
    .exactOptional()
    .describe("Its pupils' own time zone, such as Indian/Reunion. Absent: the organisation's."),
  origin: originSchema,
  mirror: mirrorSchema
    .exactOptional()
    .describe('Absent for a control: watched, never sheltered, nobody is told of it.'),
  serves: servesSchema
    .default({})
    .describe('Which schools are told. Every given list must hold; an absent list admits all.'),
  owners: z.array(ownerSchema).max(20).default([]).describe('Told of everything, in every phase.'),
  accessLog: path.exactOptional().describe("The origin's access log: evidence on the cause."),
  aws: platformMetricsSchema
    .exactOptional()
    .describe('Where it runs on AWS: its metrics, as evidence on the cause.'),
});

export type HosterConfig = z.output<typeof hosterSchema>;
export type OriginConfig = z.output<typeof originSchema>;
export type MirrorConfig = z.output<typeof mirrorSchema>;
export type PlatformConfig = z.output<typeof platformSchema>;
