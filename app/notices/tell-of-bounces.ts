import {
  FALLBACK_SPACING,
  lastFallbackAt,
  mayFallBack,
} from '../../core/incident/on-mails-came-back.ts';
import { schoolsWithoutMail } from '../../core/notice/schools-without-mail.ts';
import { after, between, type EpochMs } from '../../core/units.ts';
import type { Engine } from '../engine.ts';
import type { Ports } from '../ports.ts';

/** Mails of a notice came back, all of them by `at`. */
export interface CameBack {
  readonly notice: string;
  readonly at: EpochMs;
}

/** What came of telling: done, with how many schools (0 = nobody needed it), or to be told at `at`. */
export type Told =
  | { readonly kind: 'done'; readonly schools: number }
  | { readonly kind: 'later'; readonly at: EpochMs };

/** Chosen, far above a morning's. */
const UNREACHED_MOST = 20_000;

/**
 * Tell the engine of the schools that a notice lost by its mails coming back, where nothing is
 * remembered between two calls: a round that was decided after these came back reads them in the
 * ledger, so they need none of their own; right after one, the next must wait.
 */
export async function tellOfBounces(
  { deliveries, clock }: Pick<Ports, 'deliveries' | 'clock'>,
  engine: Engine,
  { notice, at }: CameBack,
): Promise<Told> {
  const nothing = { kind: 'done', schools: 0 } as const;
  if (!mayFallBack(engine.state(), notice)) return nothing;
  const now = clock.now();
  const last = lastFallbackAt(engine.state(), notice);
  if (last !== null && last >= at) return nothing;
  if (last !== null && between(last, now) < FALLBACK_SPACING)
    return { kind: 'later', at: after(last, FALLBACK_SPACING) };
  const unreached = await deliveries.unreached(notice, UNREACHED_MOST);
  const schools = schoolsWithoutMail(unreached, await deliveries.readers(notice)).size;
  if (schools > 0) await engine.handle({ kind: 'mails-came-back', at: now, notice, schools });
  return { kind: 'done', schools };
}
