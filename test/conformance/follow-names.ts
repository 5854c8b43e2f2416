import { setTimeout as delay } from 'node:timers/promises';
import { weightsOf } from './aws-names-zone.ts';
import { holdsOf } from './evidence.ts';
import type { Home } from './home.ts';
import { HOSTNAME } from './world-config.ts';

/** What moto's Route 53 and S3 held at one time: `100/0` are the weights of origin and mirror. */
export interface NamesSeen {
  readonly weights: Readonly<Record<string, string>>;
  readonly held: boolean;
}

/** Every change of it, in order. */
export interface NamesFollower {
  seen(): readonly NamesSeen[];
  stop(): Promise<void>;
}

/** A share lasts two seconds at least. */
const LOOK_EVERY_MS = 400;

export function followNames(home: Home): NamesFollower {
  const seen: NamesSeen[] = [];
  const stopping = new AbortController();
  const { signal } = stopping;
  const follow = async (): Promise<void> => {
    while (!signal.aborted) {
      const [records, holds] = await Promise.all([home.zone.records(), holdsOf(home)]);
      const now = { weights: weightsOf(records, HOSTNAME), held: holds.length > 0 };
      if (JSON.stringify(now) !== JSON.stringify(seen.at(-1))) seen.push(now);
      await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  };
  const following = follow();
  return {
    seen: () => seen,
    stop: () => {
      stopping.abort();
      return following;
    },
  };
}
