import { type BounceCounts, takeBounces } from '../../adapters/local/bounce/take-bounces.ts';
import type { ReadMail } from '../../adapters/local/bounce/maildir.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import type { Engine } from '../../app/engine.ts';
import { summariseDeliveries } from '../../app/notices/summarise-deliveries.ts';
import type { Ports } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import type { DeliverySummary } from '../../core/notice/notice.ts';
import type { Receipt } from '../../core/notice/receipt.ts';
import {
  FALLBACK_SPACING,
  lastFallbackAt,
  mayFallBack,
} from '../../core/incident/on-mails-came-back.ts';
import { schoolsWithoutMail } from '../../core/notice/schools-without-mail.ts';
import { between, seconds } from '../../core/units.ts';
import type { SmsReceipts } from '../../web/receipts/answer-gateway.ts';
import type { HomeSpec } from '../home-spec.ts';
import { every } from '../loops/every.ts';
import { openBounceAddresses } from './open-bounce-addresses.ts';
import { openSmsReceipts } from './sms-receipts.ts';

interface Needs {
  readonly spec: HomeSpec;
  readonly ports: Pick<Ports, 'deliveries' | 'clock'>;
  readonly engine: Engine;
  /** Told of the new counts of a notice that receipts were of. */
  readonly counted: (notice: string, summary: DeliverySummary) => void;
  /** Told that somebody of this notice may be missed after all. */
  readonly missed: (notice: string) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** Reads a mail that came back. @default of the file system */
  readonly readMail?: ReadMail;
}

export interface HeardReceipts {
  /** For the pages: gateways that post what became of an SMS. */
  readonly gateways: ReadonlyMap<string, SmsReceipts>;
  /** Somebody has confirmed this notice: its list follows at the next look. */
  readonly confirmed: (notice: string) => void;
  /** Look for bounces, and tell what changed, until `signal` aborts. */
  readonly listen: (signal: AbortSignal) => Promise<void>;
  /** One such look. */
  readonly look: () => Promise<void>;
}

/** Of the wall's time, since mail servers know no rehearsal's. Chosen. */
const LOOK_EVERY = seconds(2);

/**
 * Hear what became of messages after they were accepted: bounces in a Maildir, and gateways' calls.
 * What is heard is in the ledger at once; counts and lists follow at the next look, so that a
 * thousand bounces are counted once.
 *
 * @throws PreauError for a secret of a gateway that cannot be read
 */
export function hearReceipts(needs: Needs): HeardReceipts {
  const { spec, ports, engine, onError } = needs;
  // All at first: what was heard in an earlier life is not in the journal.
  const changed = new Set(Object.keys(engine.state().notices));
  const note = async (receipt: Receipt): Promise<boolean> => {
    const known = await ports.deliveries.note(receipt);
    if (known) changed.add(noticeOf(receipt.key));
    return known;
  };
  const tell = async (): Promise<void> => {
    for (const notice of Array.from(changed)) {
      // Before it is looked at: what is heard meanwhile is looked at again.
      changed.delete(notice);
      try {
        needs.counted(notice, await summariseDeliveries(ports.deliveries, notice));
        await needs.missed(notice);
        if (await fallBack(notice)) changed.add(notice);
      } catch (error) {
        changed.add(notice);
        onError(error);
      }
    }
  };
  const fallBack = cameBackTeller(needs);
  const take = bounceTaker(needs, note);
  const look = async (): Promise<void> => {
    await take().catch(onError);
    await tell();
  };
  return {
    confirmed: (notice) => void changed.add(notice),
    gateways: openSmsReceipts(spec.config, { ...ports, note }),
    look,
    listen: (signal) => every(systemClock, LOOK_EVERY, look, signal, onError),
  };
}

/** Chosen, far above a morning's. */
const UNREACHED_MOST = 20_000;

/**
 * Tell the engine of schools that a notice lost by its mails coming back, each once, and at most once
 * a minute.
 *
 * @returns true when some are still to be told of
 */
function cameBackTeller({ ports, engine }: Needs): (notice: string) => Promise<boolean> {
  const told = new Map<string, ReadonlySet<string>>();
  return async (notice) => {
    const { deliveries, clock } = ports;
    if (!mayFallBack(engine.state(), notice)) return false;
    const unreached = await deliveries.unreached(notice, UNREACHED_MOST);
    if (unreached.length === 0) return false;
    const schools = schoolsWithoutMail(unreached, await deliveries.readers(notice));
    const before = told.get(notice);
    const fresh = [...schools].filter((one) => !before?.has(one));
    if (fresh.length === 0) return false;
    const at = clock.now();
    // By the journal, which also knows of an earlier life's.
    const last = lastFallbackAt(engine.state(), notice);
    if (last !== null && between(last, at) < FALLBACK_SPACING) return true;
    await engine.handle({ kind: 'mails-came-back', at, notice, schools: fresh.length });
    told.set(notice, schools);
    return false;
  };
}

/** `<notice>/<channel>/<address hash>` */
const noticeOf = (key: string): string => key.split('/').slice(0, -2).join('/');

function bounceTaker(
  { spec: { config, dataFolder }, engine, ports: { clock }, onError, readMail }: Needs,
  note: (receipt: Receipt) => Promise<boolean>,
): () => Promise<void> {
  const { bounces } = config.notices;
  if (bounces === undefined) return async () => undefined;
  const { maildir: folder } = bounces;
  const addresses = openBounceAddresses(dataFolder, bounces.address);
  const notices = () => Object.keys(engine.state().notices).toReversed();
  let isTold = false;
  return async () => {
    const found = await takeBounces({
      folder,
      addresses,
      notices,
      now: () => clock.now(),
      note,
      ...(readMail && { read: readMail }),
    });
    if (found.unreadable > 0 && !isTold) onError(unreadable(folder, found));
    isTold = found.unreadable > 0;
  };
}

const unreadable = (folder: string, { unreadable: count, why = '' }: BounceCounts): PreauError =>
  new PreauError(
    'file-unreadable',
    `Expected to read every message in ${folder}/new, could not read ${count}: ${why}. Let Préau's user read them (docs/notices.md, "Mails that come back"); they are tried again.`,
  );
