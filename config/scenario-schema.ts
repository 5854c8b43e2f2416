import { z } from 'zod';
import { CAUSES } from '../core/cause/cause.ts';
import {
  duration,
  line,
  platformIdValue,
  timeZone,
  vantageIdValue,
  webUrl,
} from './schema-values.ts';

// The shape of scenario.yaml. Durations of people are in the rehearsal's time; those of machines
// (capacity, service, patience) are real milliseconds, since real sockets wait for them.

const FORMS = '08:00, 08:00:30, 2021-04-06T08:00';

/** A time of the zone's clocks: of the start's day when it names none. */
const localTime = z.string().superRefine((text, context) => {
  if (/^(?:\d{4}-\d\d-\d\dT)?\d\d:\d\d(?::\d\d)?$/.test(text)) return;
  context.addIssue({ code: 'custom', params: { problem: 'invalid', why: FORMS } });
});

const part = z.number().min(0).max(1);
const real = duration('0ms', '60s');

const capacitySchema = z.strictObject({
  workers: z.int().min(1).max(64).describe('Requests that are served at once.'),
  queue: z.int().min(0).max(500).describe('Requests that may wait.'),
  waitLimit: real.describe('Real time after which a waiting request gets a 504.'),
});

const serviceSchema = z.strictObject({
  loginPage: real.describe('Real time that a worker is occupied by a login page.'),
  login: real,
  lesson: real,
});

const stagedPlatformSchema = z.strictObject({
  id: platformIdValue,
  capacity: capacitySchema,
  service: serviceSchema,
  full: z.enum(['quota-page', 'plain']).describe('What is said when nobody more gets in.'),
  remembered: part.describe('The part of pupils whose session is open since yesterday.'),
  crowd: z
    .array(z.strictObject({ at: localTime, pupils: z.int().min(0).max(400) }))
    .min(1)
    .max(100),
});

const habitsSchema = z.strictObject({
  readsFor: duration('1s', '2h').describe('From having read a lesson to wishing for the next.'),
  reloadsAfter: duration('1s', '1h').describe('From a failure to the next try.'),
  tries: z.int().min(1).max(20).describe('Tries for one lesson; after the last it is lost.'),
  lessonsPerSession: z.int().min(1).max(1_000),
  patience: duration('100ms', '60s').describe('Real time that a pupil waits for a page.'),
  knownNetworks: part.describe('The part of pupils in networks that the calm hours saw.'),
  stretchedResolvers: part.describe('The part of pupils behind a resolver that stretches TTLs.'),
  stretchTimes: z.number().min(1).max(100),
});

const floodSchema = z.strictObject({
  platform: platformIdValue,
  from: localTime,
  to: localTime,
  perSecond: z.number().min(1).max(200).describe('Requests per real second.'),
  machines: z.int().min(1).max(64),
  knownNetworks: part.describe('The part of machines in networks that the calm hours saw.'),
});

const blindSchema = z.strictObject({ vantage: vantageIdValue, from: localTime, to: localTime });

const ROLES = [
  'owner',
  'hoster',
  'vendor',
  'authority',
  'police',
  'politician',
  'press',
  'public',
] as const;

const claimSchema = z.strictObject({
  at: localTime.describe('When the rehearsal hears it.'),
  onRecord: line(80).describe('When it was said, as far as the source tells.'),
  platforms: z.array(platformIdValue).min(1).max(50),
  role: z.enum(ROLES),
  asserts: z.enum(CAUSES),
  denies: z.boolean().default(false),
  statement: line(300),
  source: webUrl,
});

/** @see examples/april-6-2021/scenario.yaml */
export const scenarioSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, { error: 'problem:id' }),
  title: line(200),
  timeZone,
  start: localTime,
  end: localTime,
  pace: z.number().min(1).max(600).describe('Seconds of rehearsal that one real second lasts.'),
  seed: z.int().min(0).max(4_294_967_295),
  habits: habitsSchema,
  platforms: z.array(stagedPlatformSchema).min(1).max(16),
  floods: z.array(floodSchema).max(4).default([]),
  blindVantages: z.array(blindSchema).max(20).default([]),
  claims: z.array(claimSchema).max(100).default([]),
});

/** As written: durations read, local times still text. */
export type WrittenScenario = z.output<typeof scenarioSchema>;
