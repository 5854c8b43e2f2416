import { z } from 'zod';
import { consoleLoginSchema } from './schema-console-login.ts';
import { updatesSchema } from './schema-updates.ts';
import {
  duration,
  hostname,
  ipAddress,
  line,
  mailAddress,
  path,
  port,
  timeZone,
  webUrl,
} from './schema-values.ts';

export const organisationSchema = z.strictObject({
  name: line(120),
  language: z.enum(['fr', 'en']).default('fr').describe('Of notices, pages and the console.'),
  timeZone: timeZone
    .default('Europe/Paris')
    .describe('Of every hour that people read, but for platforms with their own.'),
  contact: mailAddress.describe('Whom schools may answer to.'),
});

const zoneSchema = z.strictObject({
  name: hostname.describe('The zone that the protected names are under.'),
  nameServers: z.array(hostname).min(1).max(13).describe('As the parent zone lists them.'),
  hostedZoneId: z
    .string()
    .regex(/^Z[A-Z0-9]{1,31}$/, { error: 'problem:hosted-zone' })
    .exactOptional()
    .describe('AWS only: an existing hosted zone. Absent: the stack creates the zone.'),
  adopted: z
    .array(hostname)
    .max(500)
    .default([])
    .describe('AWS only: names whose pair `preau adopt` made of a record that was there before.'),
});

/** Route 53's own bounds: interval 10 or 30 s, threshold 1 to 10, 3 by default. */
export const namesSchema = z.strictObject({
  listen: ipAddress.default('127.0.0.1'),
  port: port.default(5_353),
  zones: z.array(zoneSchema).max(100).default([]),
  ttl: duration('1s', '60s', 'ttl-too-long')
    .prefault('60s')
    .describe('60 seconds or less, as Route 53 advises: resolvers turn no faster.'),
  checkInterval: duration('1s', '60s').prefault('10s'),
  checkTimeout: duration('100ms', '10s').prefault('4s'),
  failureThreshold: z.int().min(1).max(10).default(3),
  rfc2136: updatesSchema
    .exactOptional()
    .describe("The owner's own name server instead of the embedded one: signed updates."),
});

export const schoolsSchema = z.strictObject({
  directories: z
    .array(path)
    .max(50)
    .default([])
    .describe('Public directories of schools, CSV or JSON.'),
  contacts: z.array(path).max(50).default([]).describe('People who asked to be told, CSV.'),
  attachments: z
    .array(path)
    .max(50)
    .default([])
    .describe('Schools that a platform serves beside its lists, CSV: uai, platform.'),
});

export const consoleSchema = z.strictObject({
  listen: ipAddress.default('127.0.0.1'),
  port: port.default(8_008),
  login: consoleLoginSchema
    .exactOptional()
    .describe('A login that stands before the console. Absent: it is for this machine alone.'),
});

export type NamesConfig = z.output<typeof namesSchema>;
export type ZoneConfig = z.output<typeof zoneSchema>;

/** What is done for a dossier beyond this machine. */
export const dossierSchema = z.strictObject({
  tsa: webUrl
    .exactOptional()
    .describe(
      'A time-stamping authority (RFC 3161) that sees the digest of every dossier; absent: none is asked.',
    ),
});
