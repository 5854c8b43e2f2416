import type { S3Client } from '@aws-sdk/client-s3';
import type {
  PackageEdition,
  PackageRecord,
  PackageShelf,
} from '../../app/mirror/package-shelf.ts';
import { WORK_OBJECTS } from '../../config/aws-mirror-keys.ts';
import { epochMs } from '../../core/units.ts';
import { hashOf } from '../local/hash.ts';
import { MANIFEST_MAX_BYTES } from '../local/mirror/manifest-schema.ts';
import { keepContent } from './s3-content.ts';
import { putObject } from './s3-put.ts';
import { readObject } from './s3-read.ts';
import type { S3WorkOptions } from './s3-work.ts';

const DAY_MS = 24 * 3_600_000;
/** What was put before is put again, so that the next nights find all of it. Chosen. */
const FRESH_MS = 3 * DAY_MS;
/** Of the bucket's seven days, a day less. Chosen. */
const SURE_MS = 6 * DAY_MS;

/**
 * What was in packages, in the bucket of the builds' work: one object says what there is, the bytes
 * are beside those of everything else, by their hash. Nobody but the builds' functions writes there,
 * so what an object says is taken at its word.
 */
export function s3PackageShelf(options: S3WorkOptions): PackageShelf {
  const { client, bucket, platform, run, now = () => Date.now() } = options;
  const keyOf = (of: PackageEdition) => WORK_OBJECTS.unpacked(platform, digestOf(of));
  const noteOf = (of: PackageEdition) => WORK_OBJECTS.of(platform, run).begun(digestOf(of));
  const load = (Key: string) => loadJson(client, { Bucket: bucket, Key });
  const save = (Key: string, value: unknown) =>
    putObject(client, { Bucket: bucket, Key, Body: JSON.stringify(value) });
  const deathsOf = async (of: PackageEdition) => ((await load(noteOf(of))) as number | null) ?? 0;
  return {
    record: async (of) => (await load(keyOf(of))) as PackageRecord | null,
    save: (of, record) => save(keyOf(of), record),
    keep: async (bytes) => {
      const { sha256, putAt } = await keepContent({ client, bucket, now }, bytes, FRESH_MS);
      return { sha256, until: epochMs(putAt + SURE_MS) };
    },
    begin: async (of) => {
      const before = await deathsOf(of);
      await save(noteOf(of), before + 1);
      return before;
    },
    end: async (of) => save(noteOf(of), Math.max(0, (await deathsOf(of)) - 1)),
  };
}

/** Names are of any letters and any length: a key has neither. */
const digestOf = ({ name, edition }: PackageEdition): string =>
  hashOf(JSON.stringify([name, edition]));

async function loadJson(
  client: S3Client,
  place: { readonly Bucket: string; readonly Key: string },
): Promise<unknown> {
  const bytes = await readObject(client, place, MANIFEST_MAX_BYTES);
  return bytes === null ? null : JSON.parse(Buffer.from(bytes).toString('utf8'));
}
