import { z } from 'zod';

const UNITS = { MB: 1_000_000, GB: 1_000_000_000 } as const;

/** Write a size the way a recipe does: `300MB`, `20GB`. */
const formatSize = (bytes: number): string =>
  bytes % UNITS.GB === 0 ? `${bytes / UNITS.GB}GB` : `${bytes / UNITS.MB}MB`;

/**
 * A size such as `300MB` or `20GB` (powers of ten), within bounds in bytes that are both included.
 *
 * @returns a schema whose value is a number of bytes
 */
export function byteSize(from: number, to: number) {
  return z
    .string()
    .regex(/^\d{1,9}(?:MB|GB)$/, { error: 'problem:size' })
    .describe(`A size from ${formatSize(from)} to ${formatSize(to)}: a whole number and MB or GB.`)
    .transform((text, context) => {
      const value = Number.parseInt(text, 10) * UNITS[text.endsWith('GB') ? 'GB' : 'MB'];
      if (value < from || value > to) {
        const params = { problem: 'size-bounds', from: formatSize(from), to: formatSize(to) };
        context.addIssue({ code: 'custom', params });
      }
      return value;
    });
}
