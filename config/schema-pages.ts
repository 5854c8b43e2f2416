import { z } from 'zod';
import { line, path, platformIdValue, webUrl } from './schema-values.ts';

/** As `app/subscriptions/public-changes.ts` names them; a test holds the two together. */
const EVENTS = [
  'incident.created',
  'incident.updated',
  'incident.resolved',
  'component.updated',
] as const;

export const webhookSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, { error: 'problem:id' })
    .describe('For people, and for `preau webhooks try`: letters, digits, hyphens.'),
  url: webUrl.describe('Where messages are posted: over https, to an address of the Internet.'),
  secretFile: path
    .exactOptional()
    .describe('The file with the secret that signs, whsec_…; for its owner only.'),
  secretVariable: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{0,63}$/, { error: 'problem:variable' })
    .exactOptional()
    .describe('The environment variable that holds it, instead of a file.'),
  secret: line(256)
    .exactOptional()
    .describe('On AWS alone: the Secrets Manager secret that holds it.'),
  platforms: z
    .array(platformIdValue)
    .max(500)
    .default([])
    .describe('Of which platforms; none given: of all.'),
  events: z.array(z.enum(EVENTS)).max(EVENTS.length).default([]).describe('None given: all.'),
  drills: z.boolean().default(false).describe('Whether drills are told too, marked as such.'),
});

const pushSchema = z.strictObject({
  url: webUrl
    .exactOptional()
    .describe(
      "Where browsers subscribe; it must lead to the console's /abonnement/. Absent: there on the host of pages.url.",
    ),
  origins: z
    .array(webUrl)
    .max(10)
    .default([])
    .describe('Of other hosts of the page, such as https://etat2.example.org.'),
});

export const pagesSchema = z.strictObject({
  folder: path.default('pages').describe('Where the status page is written.'),
  second: path
    .exactOptional()
    .describe('A second folder for the same page, best one of another hoster, mounted here.'),
  url: webUrl.describe('Where people read it; notices carry it.'),
  schools: z
    .boolean()
    .default(false)
    .describe(
      'Whether each school has a page and a file of its own, at etab/UAI/ and etab/UAI.json.',
    ),
  webhooks: z
    .array(webhookSchema)
    .max(20)
    .default([])
    .describe('Programs that are told of each public change by a signed message.'),
  push: pushSchema
    .exactOptional()
    .describe('Lets readers of the page be told by their browser. Absent: the page has no button.'),
});

export type WebhookConfig = z.output<typeof webhookSchema>;
