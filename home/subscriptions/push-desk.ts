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
import { noticesToPush } from '../../app/subscriptions/notices-to-push.ts';
import { pushOwed } from '../../app/subscriptions/push-owed.ts';
import type { PushLedger } from '../../app/subscriptions/push-ports.ts';
import type { StatusExtras } from '../../app/views/status-view.ts';
import type { Policy } from '../../core/policy.ts';
import { seconds } from '../../core/units.ts';
import { PUSH_PATH, type PushDoor } from '../../web/subscriptions/answer-push.ts';
import type { SiteLanguage } from '../../web/status/status-site.ts';
import type { HomeSpec } from '../home-spec.ts';
import { every } from '../loops/every.ts';

export interface PushNeeds {
  readonly spec: HomeSpec;
  readonly ports: Pick<Ports, 'clock' | 'random'>;
  readonly policy: Policy;
  readonly ledger: PushLedger;
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
  const { spec, ports, policy, ledger, reader, languages, onError } = needs;
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
  let written = 0;
  const tend = async (signal: AbortSignal): Promise<void> => {
    written = Math.max(written, await ledger.standing(reader.head()));
    for (const line of reader.after(written)) {
      await ledger.owe(noticesToPush(line, languages), line.seq);
      written = line.seq;
    }
    await pushOwed({ ...ports, ledger, pusher }, signal);
  };
  return {
    offer: { publicKey: vapid.publicKey, url: push.url ?? new URL(PUSH_PATH, pages.url).href },
    door: {
      origins: [pages.url, ...push.origins].map((url) => new URL(url).origin),
      platforms: policy.platforms.filter(({ mirror }) => mirror).map(({ id }) => id),
      join: (subscription) => ledger.join(subscription),
      leave: (endpoint) => ledger.leave(endpoint),
    },
    run: async (signal) => {
      await every(ports.clock, seconds(1), () => tend(signal), signal, onError);
      post.close();
    },
    written: () => written,
  };
}
