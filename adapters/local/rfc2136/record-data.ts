import type { PublishedType } from '../../../core/shelter/weighted-pair.ts';
import { addressBytes } from './address-bytes.ts';
import { httpsData } from './https-data.ts';
import { nameBytes } from './name-bytes.ts';

/**
 * A published value as DNS sends it.
 *
 * @param value an address, a name, or an HTTPS record as RFC 9460 writes it
 * @throws PreauError `argument-invalid`
 */
export function recordData(type: PublishedType, value: string): Buffer {
  switch (type) {
    case 'A':
    case 'AAAA':
      return addressBytes(value);
    case 'CNAME':
      return nameBytes(value);
    case 'HTTPS':
      return httpsData(value);
  }
}
