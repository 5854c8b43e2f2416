import type { RecordType } from './name-record.ts';
import { ipv4Data, ipv6Data } from './record-address.ts';
import { httpsData } from './record-https.ts';
import { textData } from './record-text.ts';
import { wireName } from './record-wire.ts';

/** RFC 1035, RFC 3596, RFC 9460. */
export const TYPE_NUMBERS = { A: 1, CNAME: 5, TXT: 16, AAAA: 28, HTTPS: 65 } as const;

/**
 * A record's value as DNS carries it, its RDATA.
 *
 * @param value as Route 53's API writes it
 * @returns `null` for what is no value of the type
 */
export function recordData(type: RecordType, value: string): Buffer | null {
  switch (type) {
    case 'A':
      return ipv4Data(value);
    case 'AAAA':
      return ipv6Data(value);
    case 'CNAME':
      return value === '' || value === '.' ? null : wireName(value);
    case 'HTTPS':
      return httpsData(value);
    case 'TXT':
      return textData(value);
  }
}
