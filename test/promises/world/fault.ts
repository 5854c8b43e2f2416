import type { EpochMs } from '../../../core/units.ts';

/** Everything that can go wrong in a simulated world, by who suffers it first. */
export const FAULT_KINDS = [
  'origin-down',
  'origin-hangs',
  'origin-flaps',
  'origin-browns-out',
  'origin-errs-under-200',
  'origin-overloaded',
  'origin-closed',
  'hoster-down',
  'mirror-down',
  'mirror-stale',
  'mirror-certificate',
  'mirror-record-unreadable',
  'vantage-cut',
  'vantages-cut',
  'vantage-silent',
  'vantage-lies',
  'clock-skewed',
  'dns-api-down',
  'dns-api-throttled',
  'dns-change-pending',
  'dns-answer-lost',
  'dns-change-forgotten',
  'hold-store-down',
  'name-server-silent',
  'name-server-stale',
  'store-down',
  'store-answer-lost',
  'ledger-down',
  'ledger-answer-lost',
  'message-lost',
  'message-doubled',
  'message-late',
  'mail-down',
  'mail-answer-lost',
  'mail-quota',
  'mail-refuses',
  'mail-bounces',
  'sms-down',
  'sms-answer-lost',
  'sms-quota',
  'sms-refuses',
  'sms-fails-later',
  'directory-down',
  'evidence-down',
  'feed-hostile',
  'killed',
  'stopped',
  'person-shelters',
  'person-releases',
  'person-vetoes',
  'person-lifts-veto',
  'person-suspends',
  'person-resumes',
  'person-shares',
  'person-starts-drill',
  'person-ends-drill',
  'person-holds-notice',
  'person-cancels-notice',
  'person-releases-notice',
  'person-claims',
  'person-confirms-cause',
  'person-records-cause',
  'contact-leaves',
  'contact-confirms',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** One thing that goes wrong: plain data, so that a list of them can be shortened and told. */
export interface Fault {
  readonly kind: FaultKind;
  readonly from: EpochMs;
  /** Excluded; the same as `from` for what happens once. */
  readonly until: EpochMs;
  /** Whom it befalls: a platform, a hoster, a vantage. Absent = all, or nobody in particular. */
  readonly on?: string;
  /** A number in [0, 1) that the kind reads as it needs. */
  readonly how: number;
}

/** The faults of one world, asked by whoever would suffer them. */
export interface Faults {
  /** The fault of this kind that is going on for `on`, which is then counted as felt. */
  readonly felt: (kind: FaultKind, on?: string) => Fault | undefined;
  /** The same, only looked at. */
  readonly going: (kind: FaultKind, on?: string) => Fault | undefined;
  /** Whether one of these kinds was going on for `on` at any instant of a span, its ends included. */
  readonly during: (
    kinds: readonly FaultKind[],
    on: string | undefined,
    from: number,
    to: number,
  ) => boolean;
  /** Something of this kind took place that is no span of time. */
  readonly count: (fault: Fault) => void;
  /** How many of each kind were felt by somebody. */
  readonly counts: () => ReadonlyMap<FaultKind, number>;
}

export function openFaults(all: readonly Fault[], now: () => number): Faults {
  const byKind = new Map<FaultKind, readonly Fault[]>(Map.groupBy(all, ({ kind }) => kind));
  const felt = new Set<Fault>();
  const going = (kind: FaultKind, on?: string): Fault | undefined => {
    const some = byKind.get(kind);
    if (some === undefined) return undefined;
    const at = now();
    return some.find(
      (one) =>
        one.from <= at &&
        at < one.until &&
        (one.on === undefined || on === undefined || one.on === on),
    );
  };
  return {
    going,
    during: (kinds, on, from, to) =>
      kinds.some((kind) =>
        byKind
          .get(kind)
          ?.some(
            (one) =>
              one.from <= to &&
              from <= one.until &&
              (one.on === undefined || on === undefined || one.on === on),
          ),
      ),
    felt: (kind, on) => {
      const fault = going(kind, on);
      if (fault !== undefined) felt.add(fault);
      return fault;
    },
    count: (fault) => void felt.add(fault),
    counts: () => {
      const counts = new Map<FaultKind, number>();
      for (const { kind } of felt) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      return counts;
    },
  };
}
