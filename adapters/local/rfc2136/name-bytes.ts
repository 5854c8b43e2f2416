import { PreauError } from '../../../core/errors.ts';

/** RFC 1035 2.3.4: octets in a label, and in a whole name with its lengths. */
const LABEL_MAX = 63;
const NAME_MAX = 255;

/**
 * A name as DNS sends it: each label behind its length, then a zero. Never compressed, and in small
 * letters, which is the form that signatures are made over (RFC 4034 6.2, RFC 8945 4.3.3).
 *
 * @param name with or without its last dot; ASCII; `.` is the root
 * @throws PreauError `argument-invalid` for an empty or too long label, too long a name, or a
 *   character outside of printable ASCII
 * @see https://www.rfc-editor.org/rfc/rfc1035#section-3.1
 */
export function nameBytes(name: string): Buffer {
  const labels = name.replace(/\.$/, '').toLowerCase().split('.');
  if (labels.length === 1 && labels[0] === '') return Buffer.from([0]);
  const parts = labels.map((label) => {
    if (!/^[!-~]+$/.test(label) || label.length > LABEL_MAX) throw refused(name);
    return Buffer.from([label.length, ...Buffer.from(label, 'ascii')]);
  });
  const bytes = Buffer.concat([...parts, Buffer.from([0])]);
  if (bytes.length > NAME_MAX) throw refused(name);
  return bytes;
}

const refused = (name: string): PreauError =>
  new PreauError(
    'argument-invalid',
    `Expected a DNS name of labels of 1 to ${LABEL_MAX} ASCII characters, got "${name.slice(0, 300)}": correct it in preau.yaml.`,
    { said: { key: 'start.dnsName', values: { most: LABEL_MAX, got: name.slice(0, 300) } } },
  );
