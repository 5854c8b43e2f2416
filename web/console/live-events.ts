import type { ServerResponse } from 'node:http';
import type { NowView } from '../../app/views/now-view.ts';

/** Where the pages that listen get their changes from. */
export interface LiveEvents {
  /** @returns false when the house is full: the caller answers 503 */
  join(response: ServerResponse, form: 'json' | 'html'): boolean;
  /** Something changed: everybody hears of it within `PACE_MS`. */
  changed(): void;
  stop(): void;
}

/** Listeners at once, from the brief of the page: one crisis cell, many tabs. */
const MOST_LISTENERS = 200;

/** At most two pictures a second: more is not read, and a rehearsal changes a hundred times. */
const PACE_MS = 500;

/** A comment line this often keeps proxies from closing a quiet line (HTML, section 9.2.7: 15 s). */
const HEARTBEAT_MS = 15_000;

/** A listener that lags this far behind is not sent to until it has read: nothing piles up. */
const MOST_BUFFERED_BYTES = 1_000_000;

/**
 * Server-Sent Events of the present view. One picture is made per change, whoever listens, and
 * none when nobody does; each is whole, so that a picture missed is nothing lost.
 */
export function liveEvents(view: () => NowView, markup: (view: NowView) => string): LiveEvents {
  const listeners = new Map<ServerResponse, 'json' | 'html'>();
  let waiting: NodeJS.Timeout | null = null;

  const tellAll = () => {
    waiting = null;
    if (listeners.size === 0) return;
    const picture = pictureOf(view(), markup);
    for (const [response, form] of listeners) tell(response, picture[form]);
  };
  const beat = setInterval(() => {
    for (const response of listeners.keys()) tell(response, ':\n\n');
  }, HEARTBEAT_MS);
  beat.unref();

  return {
    join(response, form) {
      if (listeners.size >= MOST_LISTENERS) return false;
      listeners.set(response, form);
      response.on('close', () => listeners.delete(response));
      response.write(`retry: 2000\n\n${pictureOf(view(), markup)[form]}`);
      return true;
    },
    changed() {
      waiting ??= setTimeout(tellAll, PACE_MS);
      waiting.unref();
    },
    stop() {
      clearInterval(beat);
      if (waiting !== null) clearTimeout(waiting);
      for (const response of listeners.keys()) response.end();
    },
  };
}

function tell(response: ServerResponse, text: string): void {
  if (response.writableLength < MOST_BUFFERED_BYTES) response.write(text);
}

/** Both forms of one picture, each made when it is first asked for. */
function pictureOf(view: NowView, markup: (view: NowView) => string) {
  let json: string | null = null;
  let html: string | null = null;
  return {
    get json() {
      json ??= event(JSON.stringify(view));
      return json;
    },
    get html() {
      const { at, pace } = view;
      html ??= event(JSON.stringify({ at, pace, markup: markup(view) }));
      return html;
    },
  };
}

/** JSON holds no line break, so that one `data` line is enough. */
const event = (data: string): string => `event: now\ndata: ${data}\n\n`;
