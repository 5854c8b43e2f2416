import type { ProbeRequest } from '../../../app/ports.ts';
import type { RawAnswer, SeenCertificate } from '../../../core/watch/probe-record.ts';
import { hashOf } from '../hash.ts';

/** Decides which raw answers and certificates are worth keeping. */
export interface RawKeeper {
  /** @param nowMs real milliseconds that only go forward */
  keeps(request: ProbeRequest, seen: RawAnswer | SeenCertificate, nowMs: number): boolean;
}

/** An outage of a day shows the same page thousands of times. Chosen. */
const AGAIN_AFTER_MS = 5 * 60_000;
/** Two records of each target: 500 platforms with mirrors, at four vantages. Chosen. */
const RECORDS_MAX = 8_000;
/** Headers that differ in every answer, and say nothing of who answers. */
const TICKING: readonly string[] = ['date', 'age'];

/**
 * A raw answer, or a certificate, is kept when it is not that of the same target's last time at the same
 * vantage, and again every five minutes: what is absent in between was the same.
 */
export function createRawKeeper(): RawKeeper {
  const last = new Map<string, { readonly digest: string; readonly atMs: number }>();
  return {
    keeps: ({ vantage, platform, target }, seen, nowMs) => {
      const isAnswer = 'statusLine' in seen;
      const key = `${vantage} ${platform} ${target} ${isAnswer ? 'answer' : 'certificate'}`;
      const digest = isAnswer ? digestOf(seen) : hashOf(JSON.stringify(seen));
      const before = last.get(key);
      if (before?.digest === digest && nowMs - before.atMs < AGAIN_AFTER_MS) return false;
      // Taken out and put in again, so that the first one is the one unseen for longest.
      last.delete(key);
      last.set(key, { digest, atMs: nowMs });
      const [oldest] = last.keys();
      if (last.size > RECORDS_MAX && oldest !== undefined) last.delete(oldest);
      return true;
    },
  };
}

function digestOf({ statusLine, headers, bodyStart }: RawAnswer): string {
  const steady = Object.entries(headers).filter(([name]) => !TICKING.includes(name));
  return hashOf(JSON.stringify([statusLine, steady, bodyStart]));
}
