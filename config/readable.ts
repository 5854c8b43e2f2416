import type { z } from 'zod';
import { valueAt } from './findings-of-issue.ts';
import type { Readable, ReadablePlatform } from './rules/rule.ts';
import { awsSchema } from './schema-aws.ts';
import { namesSchema } from './schema-home.ts';
import { webhookSchema } from './schema-pages.ts';
import { hosterSchema, mirrorSchema, originSchema, platformSchema } from './schema-platform.ts';
import { shelterSchema, vantageSchema, watchSchema } from './schema-watch.ts';

/** Read each field by itself, and keep those that can be read. */
export function readableParts(tree: unknown, rehearsal: boolean): Readable {
  const listAt = (...path: readonly string[]) => boundedList(valueAt(tree, path));
  return {
    hosters: listAt('hosters').map((hoster) => readFields(hosterSchema, hoster)),
    platforms: listAt('platforms').map(readPlatform),
    vantages: listAt('vantages').map((vantage) => readFields(vantageSchema, vantage)),
    watch: readFields(watchSchema, valueAt(tree, ['watch'])),
    shelter: readFields(shelterSchema, valueAt(tree, ['shelter'])),
    names: readFields(namesSchema, valueAt(tree, ['names'])),
    aws: readFields(awsSchema, valueAt(tree, ['aws'])),
    webhooks: listAt('pages', 'webhooks').map((webhook) => readFields(webhookSchema, webhook)),
    given: (path) => valueAt(tree, path) !== undefined,
    rehearsal,
  };
}

function readPlatform(platform: unknown): ReadablePlatform {
  const { origin: _origin, mirror: _mirror, ...plain } = readFields(platformSchema, platform);
  const mirror = valueAt(platform, ['mirror']);
  return {
    ...plain,
    origin: readFields(originSchema, valueAt(platform, ['origin'])),
    ...(mirror !== undefined && { mirror: readFields(mirrorSchema, mirror) }),
  };
}

function readFields<Schema extends z.ZodObject>(
  schema: Schema,
  value: unknown,
): Partial<z.output<Schema>> {
  const fields = Object.entries(schema.shape).flatMap(([key, field]) => {
    const read = (field as z.ZodType).safeParse(valueAt(value, [key]));
    return read.success && read.data !== undefined ? [[key, read.data]] : [];
  });
  return Object.fromEntries(fields) as Partial<z.output<Schema>>;
}

/** No longer than the longest list that the schema allows. */
function boundedList(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list.slice(0, 500) : [];
}
