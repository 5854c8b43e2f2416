import { z } from 'zod';
import { region } from './schema-aws.ts';
import {
  clockTime,
  day,
  duration,
  ipAddress,
  line,
  path,
  platformIdValue,
  share,
  vantageIdValue,
  webUrl,
} from './schema-values.ts';

/** A probe agent elsewhere: `preau vantage`. */
const agentSchema = z.strictObject({
  url: webUrl.describe('Where it answers, with its port.'),
  keyFile: path.describe('The key that it shares with this home; for its owner only.'),
  caFile: path
    .exactOptional()
    .describe("The authority of its certificate, in PEM; absent: the system's own."),
});

export const vantageSchema = z.strictObject({
  id: vantageIdValue,
  name: line(80),
  sourceAddress: ipAddress
    .exactOptional()
    .describe("The local address that its probes leave from; absent: the system's choice."),
  region: region
    .exactOptional()
    .describe('AWS only: the Region of its probe function. Absent: the home Region.'),
  agent: agentSchema
    .exactOptional()
    .describe('One machine only: the probe agent that looks for it; absent: this machine does.'),
  controls: z
    .array(platformIdValue)
    .max(20)
    .default([])
    .describe('Platforms whose answer proves that this vantage sees.'),
});

/** A dead man's switch: it rings when it was not asked for long enough. */
const heartbeatSchema = z.strictObject({
  url: webUrl
    .refine((url) => /^https:/i.test(url), { error: 'problem:heartbeat-not-https' })
    .describe('Asked while Préau does its work, so that its silence is noticed elsewhere.'),
  every: duration('30s', '1h')
    .exactOptional()
    .describe('One machine only. Absent: every five minutes, and always so on AWS.'),
});

export const watchSchema = z.strictObject({
  interval: duration('1s', '5m').prefault('10s').describe('From one round of probes to the next.'),
  votesToFall: z.int().min(1).max(20).default(2).describe('Votes that make a round bad.'),
  roundsToFall: z.int().min(1).max(20).default(3).describe('Bad rounds in a row: a fall.'),
  roundsToRecover: z
    .int()
    .min(2)
    .max(200)
    .default(6)
    .describe('Good rounds in a row: a recovery. More than roundsToFall.'),
  massShare: share
    .default(0.5)
    .describe('The part of all platforms that, falling at once, is taken for a sick watcher.'),
  massWindow: duration('1s', '1h').prefault('1m').describe('What "at once" means.'),
  resolvers: z
    .array(ipAddress)
    .max(2)
    .default([])
    .describe("Resolvers whose word on an origin's name is kept; none: the system's own alone."),
  relapseMemory: duration('1s', '24h')
    .prefault('1h')
    .describe('What fell less than this ago falls again at its first bad round.'),
  errorWindow: duration('30s', '1h')
    .prefault('5m')
    .describe('The window in which failed probes are counted, for brown-outs.'),
  errorShare: share
    .default(0.15)
    .describe('The part of the window’s probes that makes a platform degraded.'),
  heartbeat: heartbeatSchema
    .exactOptional()
    .describe('A watcher outside, told that all is well. Absent: nobody is.'),
});

export const shelterSchema = z.strictObject({
  minHold: duration('10s', '24h').prefault('10m').describe('The least time on the mirror.'),
  originShares: z
    .array(share)
    .min(1)
    .max(10)
    .default([0.1, 0.5, 1])
    .describe("The origin's shares on the way back: rising, the last one 1."),
  shareStep: duration('1s', '24h').prefault('5m').describe('The least time at each share.'),
  shedShare: z
    .number()
    .gte(0)
    .lt(1)
    .default(0)
    .describe(
      'The part of a degraded platform’s visitors sent to its mirror; 0: a person is asked.',
    ),
  classStarts: z
    .array(clockTime)
    .max(24)
    .default(['08:00', '09:00', '10:00', '11:00', '13:00', '14:00', '15:00', '16:00'])
    .describe('When class hours begin: after an overload nobody is sent back in these minutes.'),
  blastRadius: share
    .default(1)
    .describe('The part of platforms turned in 5 minutes without a person; 1: no limit.'),
});

/** What an operator knows beforehand: a day when crowds come. Never decides a cause alone. */
const calendarEntry = z.strictObject({
  date: day,
  kind: z.enum([
    'first-remote-day',
    'remote-day',
    'return',
    'results',
    'deadline',
    'launch',
    'exams',
  ]),
  label: line(120),
});

export const causeSchema = z.strictObject({
  firstWord: duration('1s', '24h')
    .prefault('10m')
    .describe('No word on a cause before this long after the fall.'),
  review: duration('1s', '24h').prefault('15m').describe('From one look at the cause to the next.'),
  secondLook: duration('1s', '24h')
    .prefault('8m')
    .describe('The second look comes this soon, before the first word.'),
  laterReviews: z
    .array(duration('1h', '90d'))
    .max(10)
    .prefault(['24h', '7d'])
    .describe('How long after a fall that is over others’ pages are looked at once more.'),
  calendar: z.array(calendarEntry).max(400).default([]),
});

export type VantageConfig = z.output<typeof vantageSchema>;
export type WatchConfig = z.output<typeof watchSchema>;
export type ShelterConfig = z.output<typeof shelterSchema>;
