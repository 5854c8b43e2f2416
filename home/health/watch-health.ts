import type { Engine } from '../../app/engine.ts';
import type { HealthFacts } from '../../app/health/health-facts.ts';
import type { HealthPicture } from '../../app/health/health-picture.ts';
import { judgeHealth } from '../../app/health/judge-health.ts';
import { outboxFacts } from '../../app/health/outbox-facts.ts';
import { policyFacts } from '../../app/health/watchdog-facts.ts';
import type { Ports } from '../../app/ports.ts';
import type { Policy } from '../../core/policy.ts';
import type { EpochMs } from '../../core/units.ts';
import type { HomeSpec } from '../home-spec.ts';
import type { LiveRecord } from '../live-record.ts';
import { askNames } from '../names/names-file.ts';
import { pageHostNames } from '../open-page-hosts.ts';
import type { Subscriptions } from '../subscriptions/open-subscriptions.ts';
import { freeBytes } from './free-bytes.ts';
import type { HealthBook } from './health-book.ts';

export interface HealthNeeds {
  readonly spec: HomeSpec;
  readonly ports: Pick<Ports, 'clock' | 'outbox' | 'journal' | 'deliveries'>;
  readonly engine: Pick<Engine, 'state'>;
  readonly policy: Policy;
  readonly live: Pick<LiveRecord, 'deliveries'>;
  readonly book: HealthBook;
  /** What webhooks have not taken. @default there is none */
  readonly webhooks?: Subscriptions['waiting'];
  /** How far the home's clock is ahead of its machine's. Absent: it is the machine's, or a rehearsal's. */
  readonly clockAheadMs?: (() => number) | undefined;
  /** Real milliseconds, that only rise. @default the process's own */
  readonly realNow?: () => number;
}

/** However many ask, a home looks at itself once in so long. Chosen. */
const LOOK_EVERY_MS = 1_000;

/** @returns asks a running home how it does; those who ask within a second share one look. Never throws. */
export function watchHealth(needs: HealthNeeds): () => Promise<HealthPicture> {
  const realNow = needs.realNow ?? (() => performance.now());
  let lookedAt = Number.NEGATIVE_INFINITY;
  let latest: Promise<HealthPicture> | null = null;
  return () => {
    if (latest === null || realNow() - lookedAt >= LOOK_EVERY_MS) {
      lookedAt = realNow();
      latest = factsOf(needs).then(judgeHealth);
    }
    return latest;
  };
}

async function factsOf(needs: HealthNeeds): Promise<HealthFacts> {
  const { spec, engine, policy, book, ports, clockAheadMs } = needs;
  const now = ports.clock.now();
  const state = engine.state();
  const [outbox, free, namesAnswer, webhooks] = await Promise.all([
    openActions(needs, now).catch(() => null),
    freeBytes(spec.dataFolder),
    answersNames(spec.names),
    needs.webhooks?.(),
  ]);
  return {
    now,
    running: true,
    ...policyFacts(policy, spec.config.vantages.length),
    state,
    roundEndedAt: book.roundEndedAt(),
    journal: { unwrittenSince: book.unwrittenSince() },
    outbox,
    freeBytes: free,
    ...(clockAheadMs && { clockAheadMs: clockAheadMs() }),
    ...(namesAnswer !== null && { namesAnswer }),
    pages: book.pages(pageHostNames(spec)),
    ...(webhooks !== undefined && { webhooks }),
    certificates: book.certificates(),
  };
}

function openActions({ spec, ports, engine, live }: HealthNeeds, now: EpochMs) {
  const { mailsPerSecond, smsPerSecond } = spec.config.notices;
  return outboxFacts({
    ports,
    state: engine.state(),
    now,
    settled: (notice) => {
      const summary = live.deliveries(notice);
      return summary === null ? 0 : summary.accepted + summary.failed + summary.unknown;
    },
    messagesPerSec: Math.max(mailsPerSecond, smsPerSecond),
  });
}

/** @returns null where the names are answered by its owner's own server */
async function answersNames(names: HomeSpec['names']): Promise<boolean | null> {
  return names === null ? null : (await askNames(names, 'GET', '/ping')) !== null;
}
