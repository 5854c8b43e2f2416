import * as z from 'zod/mini';
import { epochMs } from '../../../core/units.ts';
import { collectItems, type PlacedItem } from './collect-items.ts';
import { parseJson } from './feed-text.ts';
import type { FeedParser } from './feed-source.ts';
import { readEach } from './read-each.ts';

const text = z.string().check(z.maxLength(20_000));

/**
 * One event of AWS's public page. Its form is nowhere documented: what is read is what was seen, and
 * anything else may be missing.
 *
 * @see https://health.aws.amazon.com/public/currentevents
 */
const eventSchema = z.object({
  /** `ec2-eu-west-3`, or a name without a Region for what is global. */
  service: text,
  /** "0" is over; 1 to 3 by gravity. */
  status: z.union([z.string(), z.number()]),
  /** Seconds of the epoch. */
  date: z.union([z.string().check(z.regex(/^\d{9,11}$/u)), z.int()]),
  region_name: z.nullish(text),
  summary: z.nullish(text),
  arn: z.nullish(text),
  /** By service, of what spread to several. */
  impacted_services: z.nullish(z.record(z.string(), z.unknown())),
});
const schema = z.array(z.unknown()).check(z.maxLength(1_000));

const REGION = /(?:^|-)([a-z]{2}(?:-[a-z]+)+-\d+)$/u;
/** `arn:aws:health:eu-west-3::event/…` */
const ARN = /^arn:aws[a-z-]*:health:([a-z0-9-]*):/u;
/** What concerns several at once is said to be at no product in particular. */
const SEVERAL = 'multipleservices';
const RESOLVED = /^\s*\[resolved\]/iu;

/** AWS's current events, in UTF-16 with a byte order mark. */
export const readAwsEvents: FeedParser = (bytes, source) => {
  const { success, data } = schema.safeParse(parseJson(bytes));
  const events = success ? readEach(data, eventSchema) : null;
  if (events === null) return null;
  const open = events.items.filter(
    ({ status, summary }) => Number(status) > 0 && !RESOLVED.test(summary ?? ''),
  );
  return collectItems(open.map(placed), source, { skipped: events.skipped });
};

function placed(event: z.output<typeof eventSchema>): PlacedItem {
  const services = [event.service, ...Object.keys(event.impacted_services ?? {}).slice(0, 500)];
  const codes = [...services.map((one) => REGION.exec(one)?.[1]), ARN.exec(event.arn ?? '')?.[1]];
  const products = services
    .map((one) => one.replace(REGION, ''))
    .filter((one) => one !== SEVERAL && one !== '');
  return {
    item: {
      kind: 'incident',
      title: event.summary ?? event.service,
      since: epochMs(Number(event.date) * 1_000),
    },
    regions: [...codes, event.region_name].filter(
      (one) => typeof one === 'string' && one !== '',
    ) as string[],
    products,
    text: event.summary ?? '',
  };
}
