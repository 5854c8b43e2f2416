import { z } from 'zod';
import { hostname, line, mailAddress, webUrl } from './schema-values.ts';

/** An AWS Region. Which ones exist and serve is a rule's business. */
export const region = z
  .string()
  .regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, { error: 'problem:aws-region' });

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucket = z.string().regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, { error: 'problem:bucket' });

/** The mirrors that Préau keeps itself: a bucket behind CloudFront, in a Region of their own. */
const mirrorsSchema = z.strictObject({
  region: region
    .default('eu-central-1')
    .describe("Where the lessons are kept: another Region than Préau's home."),
  bucket: bucket.describe('Its name, free in all of AWS.'),
  lockDays: z
    .int()
    .min(1)
    .max(3_650)
    .exactOptional()
    .describe('Published releases cannot be altered for so many days. Absent: no object lock.'),
});

/** Any store that speaks S3, at another company than AWS. */
const secondHostSchema = z.strictObject({
  endpoint: webUrl.refine((url) => !isAmazons(url), { error: 'problem:second-host-on-aws' }),
  region: line(60).default('fr-par'),
  bucket,
  secret: line(256).describe(
    'The Secrets Manager secret with its keys: {"accessKeyId": …, "secretAccessKey": …}.',
  ),
});

/** S3 answers under both of these. */
const isAmazons = (url: string): boolean =>
  /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|api\.aws)\.?$/i.test(URL.parse(url)?.hostname ?? '');

const awsConsoleSchema = z.strictObject({
  issuer: webUrl
    .refine((url) => !/^http:/i.test(url), { error: 'problem:issuer-not-https' })
    .describe('Of the OpenID Connect provider: Cognito, Keycloak, Entra ID.'),
  clientId: line(256).describe('A public client that uses PKCE; its redirect is the console.'),
  hostname: hostname.exactOptional().describe("Absent: the console's address is AWS's own."),
});

export const awsSchema = z.strictObject({
  account: z
    .string()
    .regex(/^\d{12}$/, { error: 'problem:aws-account' })
    .exactOptional()
    .describe('Deploy to this account only. Absent: to that of the credentials.'),
  region: region.default('eu-west-3').describe("Préau's home."),
  holdRegion: region
    .default('eu-west-1')
    .describe('Where the hold objects are: another Region than the home.'),
  holdBucket: bucket.describe(
    'Its name, free in all of AWS: the health checks ask for it by name.',
  ),
  checkerRegions: z
    .array(region)
    .min(3)
    .max(8)
    .exactOptional()
    .describe("Where Route 53's checkers look from, three at least. Absent: from all eight."),
  healthChecks: z
    .int()
    .min(1)
    .max(100_000)
    .default(200)
    .describe('The quota of health checks of the account: 200 until AWS raises it.'),
  operators: z
    .array(mailAddress)
    .max(20)
    .default([])
    .describe("Who gets Préau's own alarms. None: the organisation's contact."),
  sms: z
    .enum(['end-user-messaging', 'sns'])
    .default('end-user-messaging')
    .describe('Who carries SMS. End User Messaging drops those that grow stale; SNS does not.'),
  trial: z
    .boolean()
    .default(false)
    .describe(
      'true: deployed even where the account may not write to schools yet (sandbox, spending limit).',
    ),
  mirrors: mirrorsSchema
    .exactOptional()
    .describe('For the mirrors with cloudFront. Absent: every mirror is at another hoster.'),
  secondHost: secondHostSchema
    .exactOptional()
    .describe('Where the status page is published a second time.'),
  console: awsConsoleSchema
    .exactOptional()
    .describe('The console on AWS. Absent: people act by the command line alone.'),
});

export type AwsConfig = z.output<typeof awsSchema>;
