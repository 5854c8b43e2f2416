import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { checkIds } from '../../core/shelter/weighted-pair.ts';
import type { PlatformId } from '../../core/units.ts';
import { type Change, changeBook } from './change-book.ts';
import { checkTiming } from './check-timing.ts';
import { desiredRecords, mergeSaved } from './desired-records.ts';
import { type HealthBoard, healthBoard } from './health-board.ts';
import { canonicalName, isWithin, type NameRecord } from './name-record.ts';
import type { NamesSpec } from './names-spec.ts';
import type { SavedNames } from './names-store.ts';
import { type RecordBook, recordBook } from './record-book.ts';
import { changeRecords, type RecordChange } from './record-change.ts';
import { type TurnLog, turnLog } from './turn-log.ts';

/** A zone with the id that Route 53's API knows it by. */
export interface ModelZone {
  readonly id: string;
  readonly name: string;
  readonly ns: readonly string[];
}

type Submission =
  | { readonly kind: 'accepted'; readonly change: Change }
  | { readonly kind: 'refused'; readonly faults: readonly string[] };

/** Everything that answers are made from. */
export interface NamesModel {
  readonly zones: readonly ModelZone[];
  readonly board: HealthBoard;
  readonly turns: TurnLog;
  /** Names that come from the spec, as opposed to records that were added since. */
  readonly specNames: readonly string[];
  /** What answers are made from now. */
  readonly served: () => RecordBook;
  /** What answers will be made from once every pending change is served. */
  readonly wanted: () => RecordBook;
  /** Counts accepted batches; the SOA's serial. */
  readonly serial: () => number;
  /** @param checker whose result it is, from 0 */
  hearCheck(id: string, passed: boolean, reason: string, checker: number): void;
  hearHold(platform: PlatformId, present: boolean): void;
  /**
   * Disable a check, which is then healthy, or enable it again. Answers follow at once.
   *
   * @returns once it is durable; false for an unknown check
   */
  setDisabled(check: string, on: boolean): Promise<boolean>;
  submit(zoneId: string, batch: readonly RecordChange[]): Submission;
  /** Whether a zone has a pending change, on which Route 53 would refuse another one. */
  readonly isBusy: (zoneId: string) => boolean;
  readonly change: (id: string) => Change | null;
  /** The latest 1,000, oldest first. */
  readonly changes: () => readonly Change[];
}

const HELD = 'hold object present';
const NOT_HELD = 'hold object absent';

/**
 * The model of a spec, taken up where `saved` left it.
 *
 * @param save called after each change; resolves when the model as it was at the call is durable,
 *   and never rejects: while the disk fails, changes stay pending
 */
export function namesModel(
  spec: NamesSpec,
  saved: SavedNames | null,
  save: (model: NamesModel) => Promise<void>,
): NamesModel {
  const desired = desiredRecords(spec);
  const ids = new Set(desired.checks.map(({ id }) => id));
  const board = healthBoard(desired.checks, checkTiming(spec).checkers, saved ?? {});
  const zones = spec.zones.map(modelZone);
  const changes = changeBook(saved?.changes ?? []);
  let wanted = recordBook(keepKnown(mergeSaved(desired.records, saved), ids));
  let served = wanted;
  let serial = saved?.serial ?? 1;
  const turns = turnLog();

  function hear(
    id: string,
    passed: boolean,
    reason: string,
    kind: 'health' | 'hold',
    checker: number,
  ): void {
    const threshold = kind === 'hold' ? 1 : spec.failureThreshold;
    if (!board.hear(id, passed, threshold, reason, Date.now(), checker)) return;
    const cause = { kind, detail: `${id}: ${reason}` };
    turns.look(served, board.healthy, Date.now(), cause);
    void save(model);
  }
  async function serve(change: Change, book: RecordBook): Promise<void> {
    const saving = save(model);
    if (spec.propagateMs) await delay(spec.propagateMs, undefined, { ref: false });
    served = withZone(served, book, ({ name }) => zoneOf(zones, name)?.id === change.zone);
    turns.look(served, board.healthy, Date.now(), { kind: 'weights', detail: change.id });
    await saving;
    changes.settle(change.id);
    void save(model);
  }
  async function setDisabled(check: string, on: boolean): Promise<boolean> {
    if (!ids.has(check)) return false;
    if (board.setDisabled(check, on)) {
      const detail = `${check}: ${on ? 'disabled' : 'enabled'}`;
      turns.look(served, board.healthy, Date.now(), { kind: 'health', detail });
    }
    await save(model);
    return true;
  }
  function submit(zoneId: string, batch: readonly RecordChange[]): Submission {
    const zone = zones.find(({ id }) => id === zoneId);
    if (!zone) return { kind: 'refused', faults: [`there is no zone of id ${zoneId}`] };
    const result = changeRecords(wanted.records, batch, zone.name, (id) => ids.has(id));
    if (result.kind === 'refused') return result;
    serial += 1;
    wanted = recordBook(result.records);
    const change = changes.open(serial, zone.id, Date.now());
    void serve(change, wanted);
    return { kind: 'accepted', change };
  }

  const model: NamesModel = {
    zones,
    board,
    turns,
    specNames: desired.names,
    served: () => served,
    wanted: () => wanted,
    serial: () => serial,
    hearCheck: (id, passed, reason, checker) => hear(id, passed, reason, 'health', checker),
    hearHold: (platform, present) =>
      hear(checkIds(platform).hold, !present, present ? HELD : NOT_HELD, 'hold', 0),
    setDisabled,
    submit,
    isBusy: changes.isPending,
    change: changes.find,
    changes: changes.all,
  };
  return model;
}

/** A book whose records of one zone are those of a later one. */
function withZone(
  book: RecordBook,
  later: RecordBook,
  inZone: (record: NameRecord) => boolean,
): RecordBook {
  const others = book.records.filter((record) => !inZone(record));
  return recordBook([...others, ...later.records.filter(inZone)]);
}

/** The zone that a canonical name belongs to: the longest that fits (RFC 1034 4.3.2). */
export function zoneOf(zones: readonly ModelZone[], name: string): ModelZone | null {
  const fitting = zones.filter((zone) => isWithin(name, zone.name));
  return fitting.sort((one, other) => other.name.length - one.name.length)[0] ?? null;
}

function modelZone({ name, ns }: NamesSpec['zones'][number]): ModelZone {
  const canonical = canonicalName(name);
  const digest = createHash('sha256').update(canonical).digest('hex').toUpperCase();
  return { id: `Z${digest.slice(0, 20)}`, name: canonical, ns: ns.map(canonicalName) };
}

/** Records saved under a check that the spec no longer has would never be healthy again. */
const keepKnown = (records: readonly NameRecord[], ids: ReadonlySet<string>) =>
  records.filter(({ healthCheck }) => healthCheck === null || ids.has(healthCheck));
