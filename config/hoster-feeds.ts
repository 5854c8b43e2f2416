import type { FeedConfig } from './schema-feed.ts';
import type { Config } from './schema.ts';

/** Every hoster by its name, with the status page of its own that is read; null where none is. */
export const hosterFeeds = ({
  hosters,
}: Pick<Config, 'hosters'>): readonly {
  readonly name: string;
  readonly feed: FeedConfig | null;
}[] => hosters.map(({ name, feed }) => ({ name, feed: feed ?? null }));
