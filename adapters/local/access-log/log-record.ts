import { viewOf } from './find-byte.ts';

/**
 * What one line of an access log says, as far as the cause of a fall asks. One record serves a whole
 * log: a reader writes the next line over it. Texts are places in `bytes`, since making strings of
 * them would be most of the work.
 */
export interface LogRecord {
  /** Where the texts stand: the block itself, or what was unescaped from it. */
  bytes: Uint8Array;
  view: DataView;
  /** Whole seconds since 1970, UTC. */
  atSec: number;
  /** Minutes east of Greenwich of the log's own clock. */
  zoneMin: number;
  /** 32 bits that stand for the address, keyed; the address itself is kept nowhere. */
  addressHash: number;
  /** Which network, see `readAddress`. */
  network: number;
  /** The path without its query. */
  pathFrom: number;
  pathTo: number;
  /** The query without `?`; an empty one stands where none is. */
  queryFrom: number;
  queryTo: number;
  /** 100 to 599; 0 when the line has none, as of a connection that the client dropped. */
  status: number;
  /** Bytes of the answer; -1 when the line does not say. */
  sizeBytes: number;
  referer: 'yes' | 'no' | 'not-logged';
  /** An empty one stands where the format has none. */
  agentFrom: number;
  agentTo: number;
}

export const createLogRecord = (): LogRecord => ({
  bytes: new Uint8Array(0),
  view: new DataView(new ArrayBuffer(0)),
  atSec: 0,
  zoneMin: 0,
  addressHash: 0,
  network: 0,
  pathFrom: 0,
  pathTo: 0,
  queryFrom: 0,
  queryTo: 0,
  status: 0,
  sizeBytes: -1,
  referer: 'not-logged',
  agentFrom: 0,
  agentTo: 0,
});

/** Reads the line at `[from, to)`, its end of line left out, into a record. */
export interface LineReader {
  /** @returns false when it is not a line of this format; the record is then half written */
  read(bytes: Uint8Array, from: number, to: number, into: LogRecord): boolean;
  /**
   * The instant alone, cheaper than all of the line.
   *
   * @returns whole seconds since 1970; NaN when there is none
   */
  atSec(bytes: Uint8Array, from: number, to: number): number;
}

/** Say where the texts of a record stand, most often where those of the last one did. */
export function setBytes(record: LogRecord, bytes: Uint8Array): void {
  if (record.bytes === bytes) return;
  record.bytes = bytes;
  record.view = viewOf(bytes);
}
