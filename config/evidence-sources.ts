import type { FeedConfig } from './schema-feed.ts';
import type { PlatformMetricsConfig } from './schema-metrics.ts';
import type { Config } from './schema.ts';

/** The status pages on record, by the company's id. */
export const feedsOf = ({
  hosters,
}: Pick<Config, 'hosters'>): Readonly<Record<string, FeedConfig>> =>
  Object.fromEntries(hosters.flatMap(({ id, feed }) => (feed === undefined ? [] : [[id, feed]])));

/** The metrics on record, by platform. */
export const metricsOf = ({
  platforms,
}: Pick<Config, 'platforms'>): Readonly<Record<string, PlatformMetricsConfig>> =>
  Object.fromEntries(platforms.flatMap(({ id, aws }) => (aws === undefined ? [] : [[id, aws]])));
