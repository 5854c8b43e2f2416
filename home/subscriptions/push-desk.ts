import { join } from 'node:path';
import { createGuardedPost, publicPosts } from '../../adapters/local/guarded-post.ts';
import {
  createPusher,
  PUSH_CONNECTIONS,
  PUSH_TIMEOUT_MS,
} from '../../adapters/local/subscriptions/pusher.ts';
import { createVapid, readVapidKey } from '../../adapters/local/subscriptions/vapid.ts';
import type { Ports } from '../../app/ports.ts';
import type { ChangeReader } from '../../app/subscriptions/change-reader.ts';
import { owePushes } from '../../app/subscriptions/owe-pushes.ts';
import { pushOwed } from '../../app/subscriptions/push-owed.ts';
import type { Browsers, PushLedger } from '../../app/subscriptions/push-ports.ts';
import { welcomeBrowsers } from '../../app/subscriptions/welcome-browsers.ts';
import { welcomeTexts } from '../../app/subscriptions/welcome-texts.ts';
import type { StatusExtras } from '../../app/views/status-view.ts';
import type { Policy } from '../../core/policy.ts';
import { seconds } from '../../core/units.ts';
import type { SiteLanguage } from '../../web/status/status-site.ts';
import { PUSH_PATH, type PushDoor } from '../../web/subscriptions/answer-push.ts';
import { pushDoor } from '../../web/subscriptions/push-door.ts';
import type { HomeSpec } from '../home-spec.ts';
import { every } from '../loops/every.ts';

export interface PushNeeds {
  readonly spec: HomeSpec;
  readonly ports: Pick<Ports, 'clock' | 'random'>;
  readonly policy: Policy;
  readonly ledger: PushLedger;
  readonly browsers: Browsers;
  readonly reader: ChangeReader;
  readonly languages: readonly SiteLanguage[];
  readonly onError: (error: unknown) => void;
}

export interface PushDesk {
  /** What the page needs to offer it. */
  readonly offer: NonNullable<StatusExtras['push']>;
  readonly door: PushDoor;
  /** Runs until `signal` aborts, and resolves once nothing is under way any more. */
  run(signal: AbortSignal): Promise<void>;
  /** The line of the journal up to which browsers' messages are written down. */
  written(): number;
}

/** @throws PreauError for a key of pushes that is none */
export function openPushDesk(
  needs: PushNeeds,
  push: NonNullable<HomeSpec['config']['pages']['push']>,
): PushDesk {
  const { spec, ports, policy, ledger, browsers, reader, languages, onError } = needs;
  const { pages, organisation } = spec.config;
  const vapid = createVapid(
    readVapidKey(join(spec.dataFolder, 'push-key.pem')),
    organisation.contact,
  );
  const post = createGuardedPost({
    guard: publicPosts,
    timeoutMs: PUSH_TIMEOUT_MS,
    connections: PUSH_CONNECTIONS,
  });
  const pusher = createPusher(vapid, post);
  const welcome = welcomeTexts(languages);
  let written = 0;
  const tend = async (signal: AbortSignal): Promise<void> => {
    written = await owePushes(ledger, reader.after(written), reader.head(), languages);
    await pushOwed({ ...ports, ledger, browsers, pusher }, signal);
  };
  const greet = async (signal: AbortSignal): Promise<void> => {
    await welcomeBrowsers({ ...ports, browsers, pusher, welcome }, signal);
  };
  return {
    offer: { publicKey: vapid.publicKey, url: push.url ?? new URL(PUSH_PATH, pages.url).href },
    door: pushDoor({ pages, push }, policy, browsers, () => ports.clock.now()),
    run: async (signal) => {
      // Beside each other: whoever subscribes while thousands are told waits for none of them.
      const loops = [tend, greet].map((work) =>
        every(ports.clock, seconds(1), () => work(signal), signal, onError),
      );
      await Promise.all(loops);
      post.close();
    },
    written: () => written,
  };
}
