/** What was asked and answered since the start. */
export interface AnswerCounts {
  readonly udp: number;
  readonly tcp: number;
  /** Messages that could not be read, and were not answered. */
  readonly dropped: number;
  /** Weighted names: answers given per target. */
  readonly byName: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Counts answers, without end or growth: names and targets are the model's own. */
export interface AnswerCounter {
  query(transport: 'udp' | 'tcp', dropped: boolean): void;
  answered(name: string, target: string): void;
  counts(): AnswerCounts;
}

export function answerCounter(): AnswerCounter {
  const totals = { udp: 0, tcp: 0, dropped: 0 };
  const byName = new Map<string, Map<string, number>>();
  return {
    query(transport, dropped) {
      totals[transport] += 1;
      if (dropped) totals.dropped += 1;
    },
    answered(name, target) {
      const targets = byName.get(name) ?? new Map<string, number>();
      targets.set(target, (targets.get(target) ?? 0) + 1);
      byName.set(name, targets);
    },
    counts: () => ({
      ...totals,
      byName: Object.fromEntries(
        [...byName].map(([name, targets]) => [name, Object.fromEntries(targets)]),
      ),
    }),
  };
}
