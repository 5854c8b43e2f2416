import type { ServerResponse } from 'node:http';

/** Where the pages that listen get their changes from. */
export interface LiveEvents {
  /**
   * @param address the console's page that is listened to, as its reader sees it; null for the view as data
   * @returns false when the house is full: the caller answers 503
   */
  join(response: ServerResponse, address: string | null): boolean;
  /** Something changed: everybody hears of it within `PACE_MS`. */
  changed(): void;
  stop(): void;
}

/** What an event carries, as JSON: it holds no line break, so that one `data` line is enough. */
export type Paint = (address: string | null) => Promise<string>;

/** Listeners at once, from the brief of the page: one crisis cell, many tabs. */
const MOST_LISTENERS = 200;

/** At most two pictures a second: more is not read, and a rehearsal changes a hundred times. */
const PACE_MS = 500;

/** A comment line this often keeps proxies from closing a quiet line (HTML, section 9.2.7: 15 s). */
const HEARTBEAT_MS = 15_000;

/** A listener that lags this far behind is not sent to until it has read: nothing piles up. */
const MOST_BUFFERED_BYTES = 1_000_000;

/**
 * Server-Sent Events of what pages show. Of each page that somebody looks at one picture is made per
 * change, whoever listens, and none when nobody does; each is whole, so that a picture missed is
 * nothing lost.
 *
 * @param onError told of a picture that could not be made: its listeners keep the one they have
 */
export function liveEvents(paint: Paint, onError: (error: unknown) => void): LiveEvents {
  const listeners = new Map<ServerResponse, string | null>();
  let waiting: NodeJS.Timeout | null = null;
  let isStale = false;

  const tellOne = async (address: string | null, whom: () => readonly ServerResponse[]) => {
    try {
      const text = event(await paint(address));
      for (const response of whom()) tell(response, text);
    } catch (error) {
      onError(error);
    }
  };
  const tellAll = async () => {
    isStale = false;
    for (const address of new Set(listeners.values()))
      await tellOne(address, () =>
        [...listeners].flatMap(([response, its]) => (its === address ? [response] : [])),
      );
    waiting = null;
    if (isStale) wait();
  };
  const wait = () => {
    isStale = true;
    waiting ??= setTimeout(() => void tellAll(), PACE_MS).unref();
  };
  const beat = setInterval(() => {
    for (const response of listeners.keys()) tell(response, ':\n\n');
  }, HEARTBEAT_MS);
  beat.unref();

  return {
    join(response, address) {
      if (listeners.size >= MOST_LISTENERS) return false;
      listeners.set(response, address);
      response.on('close', () => listeners.delete(response));
      response.write('retry: 2000\n\n');
      void tellOne(address, () => [response]);
      return true;
    },
    changed: wait,
    stop() {
      clearInterval(beat);
      if (waiting !== null) clearTimeout(waiting);
      for (const response of listeners.keys()) response.end();
    },
  };
}

function tell(response: ServerResponse, text: string): void {
  if (!response.writableEnded && response.writableLength < MOST_BUFFERED_BYTES)
    response.write(text);
}

const event = (data: string): string => `event: now\ndata: ${data}\n\n`;
