import { readName } from './read-message.ts';
import type { RecordSet } from './record-sets.ts';

/** A record set for people: `A 192.0.2.1` for each of its records; data of an odd form in hexadecimal. */
export const wordRecordSet = ({ type, data }: RecordSet): readonly string[] =>
  data.map((bytes) => `${type} ${wordData(type, bytes)}`);

/** One record's data for people. */
export function wordData(type: RecordSet['type'], data: Buffer): string {
  if (type === 'CNAME') return readName(data, 0).name;
  if (type === 'A' && data.length === 4) return data.join('.');
  if (type === 'AAAA' && data.length === 16) {
    const groups = Array.from({ length: 8 }, (_, at) => data.readUInt16BE(2 * at).toString(16));
    return URL.parse(`http://[${groups.join(':')}]`)?.hostname.slice(1, -1) ?? groups.join(':');
  }
  return data.toString('hex').slice(0, 200);
}
