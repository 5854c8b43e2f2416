import type { Feeds } from '../../app/ports.ts';
import { epochMs } from '../../core/units.ts';
import { type Statuspage, statuspageSchema } from './feeds-schema.ts';

/** A hoster's machine-readable status page, of the Statuspage v2 form. */
interface FeedSource {
  readonly url: string;
  /** Names or ids of components: only incidents of these count, and those that name none. */
  readonly components?: readonly string[];
}

export interface FeedOptions {
  /** By hoster id. */
  readonly feeds: Readonly<Record<string, FeedSource>>;
  /** @default 5,000, in real milliseconds */
  readonly timeoutMs?: number;
  /** @default 1 MiB: the largest summaries seen are a tenth of it */
  readonly maxBytes?: number;
  /** Addresses that may be asked, e.g. loopback alone in a rehearsal. @default all */
  readonly permits?: (url: URL) => boolean;
}

type Reading = Awaited<ReturnType<Feeds['read']>>;

const CLOSED: ReadonlySet<string> = new Set(['resolved', 'postmortem', 'completed']);
const TITLE_MAX_CHARS = 200;

/** Hosters' status pages over HTTP. Whatever fails is unknown, never down; nothing is thrown. */
export function createStatuspageFeeds(options: FeedOptions): Feeds {
  return {
    read: async (hoster) => {
      const source = Object.hasOwn(options.feeds, hoster) ? options.feeds[hoster] : undefined;
      if (source === undefined) return { kind: 'none' };
      try {
        return readingOf(JSON.parse(await fetchText(source.url, options)), source);
      } catch (error) {
        return { kind: 'unknown', reason: reasonOf(error) };
      }
    },
  };
}

async function fetchText(address: string, options: FeedOptions): Promise<string> {
  const url = new URL(address);
  if (!(options.permits?.(url) ?? true)) throw new Error('address not permitted here');
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(options.timeoutMs ?? 5_000),
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const maxBytes = options.maxBytes ?? 1_048_576;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > maxBytes) throw new Error(`longer than ${maxBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function readingOf(body: unknown, source: FeedSource): Reading {
  const parsed = statuspageSchema.safeParse(body);
  if (!parsed.success) return { kind: 'unknown', reason: 'not of the Statuspage v2 form' };
  const open = parsed.data.incidents
    .filter(({ status, impact }) => !CLOSED.has(status) && impact !== 'none')
    .filter((incident) => concerns(incident, source.components));
  return {
    kind: 'read',
    open: open.map(({ name, created_at, started_at }) => ({
      title: name.slice(0, TITLE_MAX_CHARS),
      since: epochMs(started_at ?? created_at),
    })),
  };
}

/** A brand has many products: an incident of another one says nothing of ours. */
function concerns(
  { components }: Statuspage['incidents'][number],
  wanted: readonly string[] | undefined,
): boolean {
  if (wanted === undefined || !components || components.length === 0) return true;
  return components.some(({ id, name }) => wanted.includes(id) || wanted.includes(name));
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, TITLE_MAX_CHARS);
