import type { HealthCheck } from '../../core/shelter/weighted-pair.ts';
import { asHealthCheck, type CreatedCheck } from './created-check.ts';
import { type HealthBoard, healthBoard } from './health-board.ts';

/** What the API changed about checks: kept over a restart. */
export interface CheckChanges {
  readonly created: readonly CreatedCheck[];
  /** Ids of checks that were inverted. */
  readonly inverted: readonly string[];
  /** How often checks were updated, by id. */
  readonly updates: Readonly<Record<string, number>>;
}

/** What boards keep over a restart. */
type Kept = NonNullable<Parameters<typeof healthBoard>[2]>;

/** The spec's board, with checks that the API made, and its switches. */
export interface LayeredBoard extends HealthBoard {
  readonly checks: () => readonly HealthCheck[];
  readonly check: (id: string) => HealthCheck | undefined;
  /** Those that the API made. */
  readonly created: (id: string) => CreatedCheck | undefined;
  readonly allCreated: () => readonly CreatedCheck[];
  add(check: CreatedCheck): void;
  remove(id: string): void;
  /** @returns whether its verdict changed */
  setInverted(id: string, on: boolean): boolean;
  readonly isInverted: (id: string) => boolean;
  /** 1, and one more with each update, as Route 53 counts. */
  readonly version: (id: string) => number;
  countUpdate(id: string): void;
  /** Itself and every calculated check that counts it. */
  readonly leaning: (id: string) => ReadonlySet<string>;
  readonly changes: () => CheckChanges;
}

/**
 * Boards in one: the spec's, and one for each check that the API made. Inversion comes last, over what
 * is healthy without it: a disabled check is healthy, and inverted then unhealthy; so is one without
 * data, as Route 53 has them.
 *
 * @param base the spec's board
 * @param checkers how many look at each endpoint
 */
export function layeredBoard(
  base: HealthBoard,
  specChecks: readonly HealthCheck[],
  checkers: number,
  before: CheckChanges & Kept,
): LayeredBoard {
  const checks = new Map(specChecks.map((check) => [check.id, check]));
  const created = new Map<string, CreatedCheck>();
  const own = new Map<string, HealthBoard>();
  const switches = switchesOf(before);
  const boardOf = (id: string) => own.get(id) ?? base;

  function plainly(id: string): boolean {
    const check = checks.get(id);
    if (check?.kind !== 'calculated' || boardOf(id).isDisabled(id)) return boardOf(id).healthy(id);
    // Counted here, over all boards and inversions. A calculated child never counts.
    const passing = check.children.filter(
      (child) => checks.get(child)?.kind !== 'calculated' && healthy(child),
    );
    return passing.length >= check.threshold;
  }
  const healthy = (id: string): boolean =>
    checks.has(id) && plainly(id) !== switches.isInverted(id);
  const changed = (id: string, act: () => void): boolean => {
    const was = healthy(id);
    act();
    return healthy(id) !== was;
  };
  function add(check: CreatedCheck, kept: Kept = {}): void {
    const made = asHealthCheck(check);
    checks.set(made.id, made);
    created.set(made.id, check);
    own.set(made.id, healthBoard([made], checkers, kept));
  }
  for (const check of before.created) add(check, before);

  return {
    ...layerOf(base, own, boardOf, healthy),
    ...switches,
    // What is heard of one check turns the word of its own board; an inversion turns both words.
    hear: (id, passed, threshold, reason, at, checker) =>
      boardOf(id).hear(id, passed, threshold, reason, at, checker),
    setDisabled: (id, on) => changed(id, () => boardOf(id).setDisabled(id, on)),
    setInverted: (id, on) => changed(id, () => switches.setInverted(id, on)),
    healthy,
    checks: () => [...checks.values()],
    check: (id) => checks.get(id),
    created: (id) => created.get(id),
    allCreated: () => [...created.values()],
    add: (check) => add(check),
    remove(id) {
      if (!created.delete(id)) return;
      checks.delete(id);
      own.delete(id);
      switches.forget(id);
    },
    leaning: (id) => leaning(id, checks),
    changes: () => ({ created: [...created.values()], ...switches.changes() }),
  };
}

/** What is set on checks by id, beside what boards keep. */
function switchesOf(before: Omit<CheckChanges, 'created'>) {
  const inverted = new Set(before.inverted);
  const updates = new Map(Object.entries(before.updates));
  const version = (id: string) => 1 + (updates.get(id) ?? 0);
  return {
    isInverted: (id: string) => inverted.has(id),
    setInverted(id: string, on: boolean): void {
      if (on) inverted.add(id);
      else inverted.delete(id);
    },
    version,
    countUpdate: (id: string) => void updates.set(id, version(id)),
    forget(id: string): void {
      inverted.delete(id);
      updates.delete(id);
    },
    changes: () => ({ inverted: [...inverted], updates: Object.fromEntries(updates) }),
  };
}

/** What is asked of one board or of all. */
function layerOf(
  base: HealthBoard,
  own: ReadonlyMap<string, HealthBoard>,
  boardOf: (id: string) => HealthBoard,
  healthy: (id: string) => boolean,
): Pick<HealthBoard, 'panel' | 'isDisabled' | 'disabled' | 'reports' | 'verdicts'> {
  const all = () => [base, ...own.values()];
  return {
    panel: (id) => boardOf(id).panel(id),
    isDisabled: (id) => boardOf(id).isDisabled(id),
    disabled: () => all().flatMap((board) => board.disabled()),
    reports: () =>
      all()
        .flatMap((board) => board.reports())
        .map((report) => ({ ...report, healthy: healthy(report.id) })),
    verdicts: () => Object.assign({}, ...all().map((board) => board.verdicts())),
  };
}

function leaning(id: string, checks: ReadonlyMap<string, HealthCheck>): ReadonlySet<string> {
  const parents = [...checks.values()].filter(
    (check) => check.kind === 'calculated' && check.children.includes(id),
  );
  return new Set([id, ...parents.map((parent) => parent.id)]);
}
