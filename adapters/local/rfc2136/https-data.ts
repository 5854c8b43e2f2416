import { isIPv4, isIPv6 } from 'node:net';
import { PreauError } from '../../../core/errors.ts';
import { httpsKeyNumber, parseHttpsRecord } from '../../../core/shelter/https-record.ts';
import { addressBytes } from './address-bytes.ts';
import { nameBytes } from './name-bytes.ts';

/**
 * An HTTPS record's data of its text, `1 . alpn="h2,h3" ipv4hint=192.0.2.1`. Keys without a name of
 * their own (`key7`) take plain ASCII.
 *
 * @throws PreauError `argument-invalid` for what is none
 * @see https://www.rfc-editor.org/rfc/rfc9460#section-2.2 keys in rising order, each behind its length
 */
export function httpsData(text: string): Buffer {
  const record = parseHttpsRecord(text);
  if (record === null) throw refused(text);
  const { priority, target, params } = record;
  return Buffer.concat([
    uint16(priority),
    nameBytes(target === '' ? '.' : target),
    ...params.flatMap(({ key, values }) => {
      const value = valueBytes(key, values);
      if (value === null) throw refused(text);
      return [uint16(httpsKeyNumber(key) ?? 0), uint16(value.length), value];
    }),
  ]);
}

/** @returns null for values that the key does not take */
function valueBytes(key: string, values: readonly string[]): Buffer | null {
  switch (key) {
    case 'mandatory': {
      const numbers = values.map(httpsKeyNumber).filter((number) => number !== null);
      if (numbers.length === 0 || numbers.length < values.length) return null;
      return Buffer.concat(numbers.toSorted((one, other) => one - other).map(uint16));
    }
    case 'alpn':
      if (values.length === 0 || values.some(({ length }) => length < 1 || length > 255))
        return null;
      return Buffer.concat(values.map((id) => Buffer.from([id.length, ...Buffer.from(id)])));
    case 'no-default-alpn':
      return values.length === 0 ? Buffer.alloc(0) : null;
    case 'port': {
      const port = Number(values.join(','));
      return Number.isInteger(port) && port > 0 && port <= 65_535 ? uint16(port) : null;
    }
    case 'ipv4hint':
    case 'ipv6hint': {
      const isRight = key === 'ipv4hint' ? isIPv4 : isIPv6;
      if (values.length === 0 || !values.every((value) => isRight(value))) return null;
      return Buffer.concat(values.map(addressBytes));
    }
    case 'ech':
      return values.length === 0 ? null : Buffer.from(values.join(','), 'base64');
    default:
      return Buffer.from(values.join(','), 'ascii');
  }
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

const refused = (text: string): PreauError =>
  new PreauError(
    'argument-invalid',
    `Expected an HTTPS record such as 1 . alpn="h2,h3", got "${text.slice(0, 300)}": correct it in preau.yaml.`,
    { said: { key: 'start.httpsRecord', values: { got: text.slice(0, 300) } } },
  );
