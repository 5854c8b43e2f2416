import type { ServerResponse } from 'node:http';
import { changedLines } from './changed-lines.ts';

/** What an event carries: the view as JSON, or what a page shows. */
type Painted =
  | { readonly kind: 'data'; readonly json: string }
  | { readonly kind: 'page'; readonly markup: string };

/** @param key of what is looked at, and of who may see how much of it */
type Paint<Key> = (key: Key) => Promise<Painted>;

/** Takes what there is to see, once for all pictures that are painted of it. */
export type Sit<Key> = () => Paint<Key>;

/** Who listens, and to what. */
export interface Listener {
  readonly key: string;
  /** The number of the picture that it was sent last; 0: of none that a change can be told on. */
  has: number;
}

/** A page as its listeners were last told of it. */
interface Picture {
  /** Counted over all pages of this start, from 1. */
  readonly number: number;
  readonly lines: readonly string[];
}

/** A listener that lags this far behind is not sent to until it has read: nothing piles up. */
const MOST_BUFFERED_BYTES = 1_000_000;

/**
 * Tell pictures to those who listen, of pages that somebody looks at and of no other. Who has the
 * picture before is told the lines that differ; who joined, or lagged and missed one, is told the
 * whole, so that nothing is lost.
 *
 * @param listeners as they come and go
 */
export function tellPictures(sit: Sit<string>, listeners: ReadonlyMap<ServerResponse, Listener>) {
  const pictures = new Map<string, Picture>();
  let count = 0;

  /** All that somebody looks at now; of the rest nothing is kept. */
  const lookedAt = (): readonly string[] => {
    const keys = new Set([...listeners.values()].map(({ key }) => key));
    for (const key of pictures.keys()) if (!keys.has(key)) pictures.delete(key);
    return [...keys];
  };

  const tellOf = async (key: string, paint: Paint<string>): Promise<void> => {
    const painted = await paint(key);
    const before = pictures.get(key);
    const picture = { number: (count += 1), lines: linesOf(painted) };
    pictures.set(key, picture);
    const whole = once(() => wholeOf(picture.number, painted));
    const change = once(() => changeOf(before, picture));
    for (const [response, listener] of listeners) {
      if (listener.key !== key) continue;
      const follows = painted.kind === 'page' && listener.has === before?.number;
      if (tell(response, follows ? change() : whole())) listener.has = picture.number;
    }
  };

  return {
    async tellNew(response: ServerResponse, key: string): Promise<void> {
      const painted = await sit()(key);
      // A change came first: what was just painted may be older.
      if (listeners.get(response)?.has === 0) tell(response, event(wholeOf(0, painted)));
    },
    /** One page that waits, for a name server say, keeps no other back. */
    async tellAll(onError: (error: unknown) => void): Promise<void> {
      const paint = sit();
      await Promise.all(lookedAt().map((key) => tellOf(key, paint).catch(onError)));
    },
  };
}

/** @returns false when it lags too far behind, or is gone: it was told nothing */
export function tell(response: ServerResponse, bytes: string | Buffer): boolean {
  if (response.writableEnded || response.writableLength >= MOST_BUFFERED_BYTES) return false;
  response.write(bytes);
  return true;
}

const linesOf = (painted: Painted): readonly string[] =>
  painted.kind === 'page' ? painted.markup.split('\n') : [];

const wholeOf = (number: number, painted: Painted): string =>
  painted.kind === 'data' ? painted.json : JSON.stringify({ number, markup: painted.markup });

const changeOf = (before: Picture | undefined, { number, lines }: Picture): string =>
  JSON.stringify({ number, on: before?.number, lines: changedLines(before?.lines ?? [], lines) });

/** JSON holds no line break, so that one `data` line is enough. */
const event = (json: string): string => `event: now\ndata: ${json}\n\n`;

/** Made bytes once, and not once for each of two hundred listeners. */
function once(json: () => string): () => Buffer {
  let bytes: Buffer | null = null;
  return () => (bytes ??= Buffer.from(event(json())));
}
