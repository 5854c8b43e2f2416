import { z } from 'zod';
import {
  DOSSIER_FORMAT,
  DOSSIER_LIMITS,
  type DossierManifest,
  isDossierName,
} from '../../core/dossier/manifest.ts';
import { epochMs, incidentId, platformId, sha256, vantageId } from '../../core/units.ts';

const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform(sha256);
const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
/** The last moment that has a date. ECMA-262, time values. */
const DATE_MAX_MS = 8_640_000_000_000_000;
const instant = count.max(DATE_MAX_MS).transform(epochMs);
const line = z.string().min(1).max(300);
const platform = line.transform(platformId);
const utc = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const end = z.strictObject({ seq: count, hash });

const manifestSchema = z.strictObject({
  format: z.literal(DOSSIER_FORMAT),
  organisation: line,
  incident: z.strictObject({
    id: line.transform(incidentId),
    reference: line,
    platform,
    drill: z.boolean(),
    fellAt: instant,
    closedAt: instant.nullable(),
  }),
  exportedAt: instant,
  version: line,
  likelihoods: z.strictObject({ version: line, sha256: hash }),
  journal: z.strictObject({ last: end, home: end }),
  observations: z.strictObject({
    from: instant,
    to: instant,
    platforms: z.array(platform).max(1_000),
    count,
    cut: z.boolean(),
  }),
  vantages: z
    .array(
      z.strictObject({
        id: line.transform(vantageId),
        name: line,
        sourceAddress: line.exactOptional(),
      }),
    )
    .max(1_000),
  signer: z.strictObject({ algorithm: z.literal('ed25519'), sha256: hash }).nullable(),
  files: z
    .array(
      z.strictObject({
        name: z.string().refine(isDossierName),
        sha256: hash,
        sizeBytes: count,
        collected: z.strictObject({ from: utc, to: utc }),
        collector: z.string().min(1).max(600),
        vantage: line.transform(vantageId).exactOptional(),
      }),
    )
    .max(DOSSIER_LIMITS.files),
});

/** @returns null for what is no manifest of a dossier */
export function readManifest(text: string): DossierManifest | null {
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
