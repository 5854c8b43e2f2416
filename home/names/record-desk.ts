import { setTimeout as delay } from 'node:timers/promises';
import { type Change, type ChangeBook, changeBook } from './change-book.ts';
import { isWithin, type NameRecord } from './name-record.ts';
import type { ModelZone } from './names-model.ts';
import { type RecordBook, recordBook } from './record-book.ts';
import { changeRecords, type RecordChange } from './record-change.ts';

export type Submission =
  | { readonly kind: 'accepted'; readonly change: Change }
  | { readonly kind: 'refused'; readonly faults: readonly string[] };

/** Takes batches in, and serves them. */
export interface RecordDesk {
  /** What answers are made from now. */
  readonly served: () => RecordBook;
  /** What answers will be made from once every pending change is served. */
  readonly wanted: () => RecordBook;
  /** Counts accepted batches; the SOA's serial. */
  readonly serial: () => number;
  readonly changes: Pick<ChangeBook, 'find' | 'all' | 'isPending'>;
  submit(zoneId: string, batch: readonly RecordChange[]): Submission;
}

/** What a desk works with. */
export interface DeskSettings {
  readonly zones: readonly ModelZone[];
  readonly records: readonly NameRecord[];
  readonly serial: number;
  readonly changes: readonly Change[];
  /** From a change to the answers that follow it. */
  readonly propagateMs: number;
  readonly knowsCheck: (id: string) => boolean;
  /** Resolves when what was accepted is durable; never rejects. */
  readonly save: () => Promise<void>;
  readonly onServed: (change: Change) => void;
}

export function recordDesk(settings: DeskSettings): RecordDesk {
  const { zones, propagateMs, knowsCheck, save, onServed } = settings;
  const changes = changeBook(settings.changes);
  let wanted = recordBook(settings.records);
  let served = wanted;
  let serial = settings.serial;

  async function serve(change: Change, book: RecordBook): Promise<void> {
    const saving = save();
    if (propagateMs > 0) await delay(propagateMs, undefined, { ref: false });
    // While no other zone is on its way, the whole of it is as the batch left it.
    const isAlone = !zones.some(({ id }) => id !== change.zone && changes.isPending(id));
    const inZone = ({ name }: NameRecord) => zoneOf(zones, name)?.id === change.zone;
    served = isAlone ? book : withZone(served, book, inZone);
    onServed(change);
    await saving;
    changes.settle(change.id);
    void save();
  }
  return {
    served: () => served,
    wanted: () => wanted,
    serial: () => serial,
    changes,
    submit(zoneId, batch) {
      const zone = zones.find(({ id }) => id === zoneId);
      if (!zone) return { kind: 'refused', faults: [`there is no zone of id ${zoneId}`] };
      const elsewhere = batch.flatMap(({ record }) => {
        const own = zoneOf(zones, record.name);
        return own === null || own.id === zone.id || !isWithin(record.name, zone.name)
          ? []
          : [`${record.name}. belongs to the zone ${own.name}. below ${zone.name}.`];
      });
      if (elsewhere.length > 0) return { kind: 'refused', faults: elsewhere };
      const result = changeRecords(wanted.records, batch, zone.name, knowsCheck);
      if (result.kind === 'refused') return result;
      serial += 1;
      wanted = recordBook(result.records);
      const change = changes.open(serial, zone.id, Date.now());
      void serve(change, wanted);
      return { kind: 'accepted', change };
    },
  };
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
  let longest: ModelZone | null = null;
  for (const zone of zones) {
    if (isWithin(name, zone.name) && zone.name.length > (longest?.name.length ?? -1))
      longest = zone;
  }
  return longest;
}
