import { z } from 'zod';
import { line, webUrl } from './schema-values.ts';

/** As the page itself writes them; case and accents do not matter. */
const pageWords = z.array(line(80)).min(1).max(40);

/** In a rehearsal the pages are this machine's own. */
const isSafe = (url: string): boolean => {
  const { protocol, hostname } = URL.parse(url) ?? {};
  return protocol === 'https:' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname ?? '');
};

/** A company's own machine-readable status page. */
export const feedSchema = z.strictObject({
  kind: z
    .enum(['statuspage', 'aws', 'google', 'rss'])
    .describe('Its form: Statuspage v2 JSON, AWS current events, Google incidents.json, RSS/Atom.'),
  url: webUrl
    .refine(isSafe, { error: 'problem:feed-not-https' })
    .describe('For example https://network.status-ovhcloud.com/api/v2/summary.json.'),
  regions: pageWords
    .exactOptional()
    .describe('Where our machines stand, in its words: an incident elsewhere says nothing.'),
  products: pageWords
    .exactOptional()
    .describe('What we have of it, in its words: an incident of another product says nothing.'),
  wholePage: z
    .literal(true)
    .exactOptional()
    .describe('Instead: it speaks of nothing but what we have of it.'),
});

export type FeedConfig = z.output<typeof feedSchema>;
