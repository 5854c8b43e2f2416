import type { ServerResponse } from 'node:http';
import { type Role, ROLES } from '../../app/views/role.ts';
import { type Listener, type Sit, tell, tellPictures } from './tell-pictures.ts';

/** What somebody looks at. */
export interface Look {
  /** The console's page, as its reader sees it; null for the view as data. */
  readonly address: string | null;
  readonly role: Role;
}

/** Where the pages that listen get their changes from. */
export interface LiveEvents {
  /**
   * @param look what is listened to
   * @returns false when the house is full: the caller answers 503
   */
  join(response: ServerResponse, look: Look): boolean;
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

/**
 * Beats after which a listener is asked to come again, and the login before the home with it: whoever
 * lost their role, or logged out elsewhere, reads on for half an hour at most. Chosen.
 */
const BEATS_MAX = 120;

/**
 * Server-Sent Events of what pages show. Of each page that somebody looks at one picture is made per
 * change, whoever listens, and none when nobody does; what changes within half a second is one change,
 * and nothing but these pictures waits for it. Who has the picture before is told the lines
 * that differ; who joined, or lagged and missed one, is told the whole, so that nothing is lost.
 *
 * @param onError told of a picture that could not be made: its listeners keep the one they have
 */
export function liveEvents(sit: Sit<Look>, onError: (error: unknown) => void): LiveEvents {
  const listeners = new Map<ServerResponse, Listener>();
  const sitByKey: Sit<string> = () => {
    const paint = sit();
    return (key) => paint(lookOf(key));
  };
  const pictures = tellPictures(sitByKey, listeners);
  let waiting: NodeJS.Timeout | null = null;
  let isStale = false;

  const tellAll = async () => {
    isStale = false;
    await pictures.tellAll(onError);
    waiting = null;
    if (isStale) wait();
  };
  const wait = () => {
    isStale = true;
    waiting ??= setTimeout(() => void tellAll(), PACE_MS).unref();
  };
  const beats = new WeakMap<ServerResponse, number>();
  const beat = setInterval(() => {
    for (const response of listeners.keys()) {
      const count = (beats.get(response) ?? 0) + 1;
      beats.set(response, count);
      if (count < BEATS_MAX) tell(response, ':\n\n');
      else response.end('retry: 100\n\n');
    }
  }, HEARTBEAT_MS);
  beat.unref();

  return {
    join(response, look) {
      if (listeners.size >= MOST_LISTENERS) return false;
      const key = keyOf(look);
      listeners.set(response, { key, has: 0 });
      response.on('close', () => listeners.delete(response));
      response.write('retry: 2000\n\n');
      void pictures.tellNew(response, key).catch(onError);
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

/** One picture serves all who look at the same page with the same rights. */
const keyOf = ({ role, address }: Look): string => `${role} ${address ?? ''}`;

function lookOf(key: string): Look {
  const [role = '', address = ''] = key.split(/ (.*)/s);
  return { role: ROLES.find((one) => one === role) ?? 'viewer', address: address || null };
}
