import type { Signal } from '../../core/cause/signal.ts';
import { DOSSIER_LIMITS } from '../../core/dossier/manifest.ts';
import type { Incident } from '../../core/incident/state.ts';
import type { Sha256 } from '../../core/units.ts';
import type { Evidence, RawRecord } from '../ports.ts';
import type { DossierFileDraft } from './dossier-file-draft.ts';

/** What a dossier asks of the store of raw forms. */
export type DossierEvidence = Pick<Evidence, 'read' | 'recordsOf'>;

/** What was read for an incident's signals, as it came, and the list that says what is what. */
export interface RawFiles {
  /** `raw/<sha256>`, in order of time. */
  readonly forms: readonly DossierFileDraft[];
  /** `raw.json`: every form, the missing ones too, and the signals that were read from it. */
  readonly list: string;
}

/**
 * Beyond this no more forms go in, and the list says so: more than one incident may keep, and less than
 * a dossier may hold. Chosen.
 */
const ROOM: RawRoom = { bytes: 100_000_000, forms: 1_500 };

/** What of a dossier raw forms may take. */
export interface RawRoom {
  readonly bytes: number;
  readonly forms: number;
}

/** Files that every dossier has, and some to spare. */
const FILES_BESIDE = 24;

/** The room that is left by the files of notices, two each, and of vantages: a dossier must be whole to be read. */
export function rawRoom({
  notices,
  vantages,
}: {
  readonly notices: number;
  readonly vantages: number;
}): RawRoom {
  const left = DOSSIER_LIMITS.files - FILES_BESIDE - 2 * notices - vantages;
  return { ...ROOM, forms: Math.max(0, Math.min(ROOM.forms, left)) };
}

/**
 * Fetch the raw forms that an incident's signals were read from: feeds, summaries of logs, probes,
 * each under its hash. One that its store no longer has is listed as missing, and stops nothing.
 */
export async function rawFiles(
  evidence: DossierEvidence,
  { id, signals }: Pick<Incident, 'id' | 'signals'>,
  version: string,
  most: RawRoom = ROOM,
): Promise<RawFiles> {
  const records = await evidence.recordsOf(id);
  const named = new Map<Sha256, RawRecord | null>(records.map((one) => [one.hash, one]));
  for (const { raw } of signals) if (raw !== undefined && !named.has(raw)) named.set(raw, null);
  const forms: DossierFileDraft[] = [];
  const lines: unknown[] = [];
  let bytesSoFar = 0;
  for (const [hash, record] of named) {
    const room = most.bytes - bytesSoFar;
    const bytes =
      forms.length < most.forms && (record?.sizeBytes ?? 0) <= room
        ? await evidence.read(hash)
        : null;
    const read = signals.filter(({ raw }) => raw === hash);
    const fits = bytes !== null && bytes.length <= room;
    lines.push(lineOf(hash, record, read, fits));
    if (!fits) continue;
    bytesSoFar += bytes.length;
    forms.push(draftOf(hash, bytes, record, read, version));
  }
  return { forms, list: `${JSON.stringify(lines, null, 2)}\n` };
}

function lineOf(
  hash: Sha256,
  record: RawRecord | null,
  read: readonly Signal[],
  isHere: boolean,
): unknown {
  return {
    sha256: hash,
    file: isHere ? `raw/${hash}` : null,
    ...(record !== null && {
      sizeBytes: record.sizeBytes,
      from: record.from,
      fetchedAt: new Date(record.fetchedAt).toISOString(),
      ...(record.status !== undefined && { status: record.status }),
      ...(record.contentType !== undefined && { contentType: record.contentType }),
    }),
    signals: read.map(({ feature, source, at }) => {
      return { feature, source, at: new Date(at).toISOString() };
    }),
  };
}

function draftOf(
  hash: Sha256,
  content: Uint8Array,
  record: RawRecord | null,
  read: readonly Signal[],
  version: string,
): DossierFileDraft {
  const at = record?.fetchedAt ?? read[0]?.at;
  if (at === undefined) throw new Error(`raw/${hash} is of no record and of no signal`);
  const from = record?.from ?? read[0]?.source ?? '';
  return {
    name: `raw/${hash}`,
    content,
    collected: { from: at, to: at },
    collector: from === '' ? `preau ${version}` : from,
  };
}
