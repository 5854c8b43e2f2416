/**
 * One thing that is wrong with a mirror, where, and a detail for the sentence. `kind` is a key of
 * `mirror.verify` of the locales. A fault makes the mirror unfit; a warning does not.
 */
export interface FitFault {
  readonly kind: string;
  readonly path: string;
  readonly detail: string;
}

/** Of one kind, named one by one; the count goes on. Chosen: a person mends a few, a program reads JSON. */
const MAX_OF_KIND = 200;

/** Faults as they are found: after many of one kind, how many more there are is all that is kept. */
export interface FaultList {
  add(fault: FitFault): void;
  /** In the order of finding, with one line `more` for each kind that had too many. */
  all(): readonly FitFault[];
}

export function faultList(): FaultList {
  const kept: FitFault[] = [];
  const counts = new Map<string, number>();
  return {
    add(fault) {
      const count = (counts.get(fault.kind) ?? 0) + 1;
      counts.set(fault.kind, count);
      if (count <= MAX_OF_KIND) kept.push({ ...fault, detail: fault.detail.slice(0, 300) });
    },
    all: () => [
      ...kept,
      ...[...counts]
        .filter(([, count]) => count > MAX_OF_KIND)
        .map(([kind, count]) => ({
          kind: 'more',
          path: kind,
          detail: String(count - MAX_OF_KIND),
        })),
    ],
  };
}
