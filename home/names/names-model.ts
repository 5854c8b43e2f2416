import { createHash } from 'node:crypto';
import { type CheckDesk, checkDesk } from './check-desk.ts';
import { checkTiming } from './check-timing.ts';
import { desiredRecords } from './desired-records.ts';
import { healthBoard } from './health-board.ts';
import { type LayeredBoard, layeredBoard } from './layered-board.ts';
import { mergeSaved, type SpecSets, specSets } from './merge-saved.ts';
import { canonicalName, type NameRecord } from './name-record.ts';
import type { NamesSpec } from './names-spec.ts';
import type { SavedNames } from './names-store.ts';
import { type RecordDesk, recordDesk } from './record-desk.ts';
import { type TurnLog, turnLog } from './turn-log.ts';

/** A zone with the id that Route 53's API knows it by. */
export interface ModelZone {
  readonly id: string;
  readonly name: string;
  readonly ns: readonly string[];
}

/** Everything that answers are made from. */
export interface NamesModel extends RecordDesk, CheckDesk {
  readonly spec: NamesSpec;
  readonly zones: readonly ModelZone[];
  readonly board: LayeredBoard;
  readonly turns: TurnLog;
  /** What comes from the spec, as opposed to records that were added since. */
  readonly specSets: SpecSets;
}

/**
 * The model of a spec, taken up where `saved` left it.
 *
 * @param save called after each change; resolves when the model as it was at the call is durable,
 *   and never rejects: while the disk fails, changes stay pending
 * @param saveSoon called after each verdict that changed, and for nothing else
 */
export function namesModel(
  spec: NamesSpec,
  saved: SavedNames | null,
  save: (model: NamesModel) => Promise<void>,
  saveSoon: (model: NamesModel) => void,
): NamesModel {
  const desired = desiredRecords(spec);
  const board = boardOf(spec, saved);
  const turns = turnLog();
  const zones = spec.zones.map(modelZone);
  const desk = recordDesk({
    zones,
    records: keepKnown(mergeSaved(desired.records, saved), (id) => board.check(id) !== undefined),
    serial: saved?.serial ?? 1,
    changes: saved?.changes ?? [],
    propagateMs: spec.propagateMs ?? 0,
    knowsCheck: (id) => board.check(id) !== undefined,
    save: () => save(model),
    onServed: ({ id: detail }) =>
      turns.look(desk.served(), board.healthy, Date.now(), { kind: 'weights', detail }),
  });

  const model: NamesModel = {
    ...desk,
    ...checkDesk(spec, board, {
      save: () => save(model),
      saveSoon: () => saveSoon(model),
      // Only names that lean on the check can have turned.
      onTurned: (id, cause) => {
        const leaning = desk.served().leaningOn(board.leaning(id));
        turns.look(desk.served(), board.healthy, Date.now(), cause, leaning);
      },
    }),
    spec,
    zones,
    board,
    turns,
    specSets: specSets(desired.records),
  };
  return model;
}

function boardOf(spec: NamesSpec, saved: SavedNames | null): LayeredBoard {
  const { checks } = desiredRecords(spec);
  const { checkers } = checkTiming(spec);
  const before = { created: [], inverted: [], updates: {}, ...saved };
  return layeredBoard(healthBoard(checks, checkers, saved ?? {}), checks, checkers, before);
}

function modelZone({ name, ns }: NamesSpec['zones'][number]): ModelZone {
  const canonical = canonicalName(name);
  const digest = createHash('sha256').update(canonical).digest('hex').toUpperCase();
  return { id: `Z${digest.slice(0, 20)}`, name: canonical, ns: ns.map(canonicalName) };
}

/** Records saved under a check that the spec no longer has would never be healthy again. */
const keepKnown = (records: readonly NameRecord[], knows: (id: string) => boolean) =>
  records.filter(({ healthCheck }) => healthCheck === null || knows(healthCheck));
