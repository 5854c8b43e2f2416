import { z } from 'zod';
import { PreauError } from '../../core/errors.ts';
import type { AdoptedName } from './plan-undo.ts';
import type { StandingRecord } from './standing-record.ts';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

/** What was changed, kept so that it can be undone. */
export interface SavedAdoption {
  readonly zones: readonly {
    readonly zoneId: string;
    readonly names: readonly AdoptedName[];
  }[];
}

const VERSION = 1;
/** More than the records of 90 platforms ever take. Chosen. */
const CHARACTERS_MAX = 5_000_000;

const text = (longest: number) => z.string().max(longest);
const record: z.ZodType<StandingRecord> = z.strictObject({
  name: text(255),
  type: text(16),
  setIdentifier: text(128).exactOptional(),
  weight: z.int().min(0).max(255).exactOptional(),
  ttlSec: z.int().min(0).max(2_147_483_647).exactOptional(),
  values: z.array(text(4_000)).max(400),
  alias: z
    .strictObject({ target: text(1_024), zoneId: text(32), evaluatesHealth: z.boolean() })
    .exactOptional(),
  checkId: text(64).exactOptional(),
});
const schema = z.strictObject({
  preauAdoption: z.literal(VERSION),
  zones: z
    .array(
      z.strictObject({
        zoneId: text(32),
        names: z
          .array(
            z.strictObject({
              platform: text(64),
              hostname: text(255),
              before: z.array(record).max(16),
              after: z.array(record).max(16),
            }),
          )
          .max(500),
      }),
    )
    .max(100),
});

/** The text of the file that `preau adopt --undo` reads. */
export const writeAdoption = (saved: SavedAdoption): string =>
  `${JSON.stringify({ preauAdoption: VERSION, ...saved }, null, 2)}\n`;

/**
 * @param name of the file, for the error
 * @throws PreauError `file-unreadable`
 */
export function readAdoption(content: string, name: string): SavedAdoption {
  const read = content.length > CHARACTERS_MAX ? null : schema.safeParse(parse(content));
  if (read?.success) return { zones: read.data.zones };
  const places = (read?.error.issues ?? []).slice(0, 3).map(({ path }) => path.join('.') || 'root');
  throw new PreauError(
    'file-unreadable',
    `Expected in ${name} what "preau adopt --apply" saved, got something else (${places.join(', ') || 'too large'}). Give the file that it named.`,
    { said: { key: 'adopt.savedOther', values: { file: name, places: places.join(', ') || '–' } } },
  );
}

function parse(content: string): unknown {
  try {
    return parseForeignJson(content);
  } catch {
    return null;
  }
}
