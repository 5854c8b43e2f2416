import type { CertificateEnd, PageFreshness } from '../../app/health/health-facts.ts';
import { latestCertificates } from '../../app/health/latest-certificates.ts';
import type { Clock, Journal, Observations } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { between, type EpochMs, minutes } from '../../core/units.ts';

/** What a running home notes of itself as it goes, so that asking how it does costs nothing. */
export interface HealthBook {
  /** The same ports, watched: what the journal does not take, and certificates as they are shown. */
  over<T extends { readonly journal: Journal; readonly observations: Observations }>(ports: T): T;
  readonly roundEnded: (at: EpochMs) => void;
  /** When the latest round of probes ended; before the first, when the home began. */
  readonly roundEndedAt: () => EpochMs;
  /** A host of the status page was written, and read back. */
  readonly pageWritten: (host: string) => void;
  readonly unwrittenSince: () => EpochMs | null;
  /** @param hosts all that there are: one that was never written is told as such */
  readonly pages: (hosts: readonly string[]) => readonly PageFreshness[];
  readonly certificates: () => readonly CertificateEnd[];
}

/**
 * What could not be written is decided again at the next tick, a second later, and fails again; a
 * failure that was not seen for so long is over, or was of an event that nobody repeats. Chosen.
 */
const FORGOTTEN = minutes(1);

export function healthBook(clock: Pick<Clock, 'now'>): HealthBook {
  let failing: { readonly since: EpochMs; readonly last: EpochMs } | null = null;
  let roundAt = clock.now();
  const written = new Map<string, EpochMs>();
  const certificates = new Map<string, CertificateEnd>();
  const stillFailing = () =>
    failing !== null && between(failing.last, clock.now()) <= FORGOTTEN ? failing : null;
  return {
    over: (ports) => ({
      ...ports,
      journal: watchJournal(ports.journal, (failed) => {
        const at = clock.now();
        failing = failed ? { since: stillFailing()?.since ?? at, last: at } : null;
      }),
      observations: watchObservations(ports.observations, (end) => {
        certificates.set(`${end.platform}/${end.whose}`, end);
      }),
    }),
    roundEnded: (at) => {
      roundAt = at;
    },
    roundEndedAt: () => roundAt,
    pageWritten: (host) => void written.set(host, clock.now()),
    unwrittenSince: () => stillFailing()?.since ?? null,
    pages: (hosts) => hosts.map((host) => ({ host, writtenAt: written.get(host) ?? null })),
    certificates: () => [...certificates.values()],
  };
}

/** A number that another writer took is no failure: the entry goes under the next one. */
const watchJournal = (journal: Journal, tried: (failed: boolean) => void): Journal => ({
  ...journal,
  append: async (entry) => {
    try {
      await journal.append(entry);
      tried(false);
    } catch (error) {
      if (!(error instanceof PreauError && error.code === 'journal-conflict')) tried(true);
      throw error;
    }
  },
});

const watchObservations = (
  observations: Observations,
  seen: (end: CertificateEnd) => void,
): Observations => ({
  ...observations,
  add: (made) => {
    for (const end of latestCertificates(made)) seen(end);
    return observations.add(made);
  },
});
