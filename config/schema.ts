import { z } from 'zod';
import { awsSchema } from './schema-aws.ts';
import {
  consoleSchema,
  dossierSchema,
  namesSchema,
  organisationSchema,
  schoolsSchema,
} from './schema-home.ts';
import { noticesSchema } from './schema-notices.ts';
import { pagesSchema } from './schema-pages.ts';
import { hosterSchema, platformSchema } from './schema-platform.ts';
import { causeSchema, shelterSchema, vantageSchema, watchSchema } from './schema-watch.ts';

/**
 * The shape of preau.yaml. Unknown keys are errors; everything that can have a default has one.
 * What one value cannot tell by itself is in `rules/`.
 */
export const configSchema = z.strictObject({
  organisation: organisationSchema,
  hosters: z.array(hosterSchema).min(1).max(200),
  platforms: z.array(platformSchema).min(1).max(500),
  vantages: z.array(vantageSchema).min(1).max(20),
  watch: watchSchema.prefault({}),
  shelter: shelterSchema.prefault({}),
  notices: noticesSchema,
  cause: causeSchema.prefault({}),
  names: namesSchema.prefault({}),
  schools: schoolsSchema.prefault({}),
  console: consoleSchema.prefault({}),
  pages: pagesSchema,
  dossier: dossierSchema.prefault({}),
  aws: awsSchema.exactOptional().describe('The home on AWS; absent on one machine.'),
});

/** A configuration that was read and found right. Durations are in milliseconds. */
export type Config = z.output<typeof configSchema>;
