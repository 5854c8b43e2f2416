import { z } from 'zod';
import { PreauError, type Said } from '../../core/errors.ts';

/** Before what a name server that cannot start writes for whoever started it. */
const MARK = 'names: refused: ';
/** A refusal names a place and a cause of it. Chosen. */
const DEPTH_MAX = 3;

/** The line by which a process tells another, in its log, why it does not start; null for what no person can mend. */
export const refusalLine = (error: unknown): string | null =>
  error instanceof PreauError && error.said !== undefined
    ? `${MARK}${JSON.stringify(error.said)}`
    : null;

const saidOfDepth = (depth: number): z.ZodType<Said> => {
  const value = z.union([z.string(), z.number()]);
  const values = depth > 1 ? z.union([value, saidOfDepth(depth - 1)]) : value;
  return z.object({ key: z.string(), values: z.record(z.string(), values).exactOptional() });
};

const schema = saidOfDepth(DEPTH_MAX);

/** @returns what a {@link refusalLine} of a log says; null where there is none */
export function readRefusal(log: string): Said | null {
  const line = log.split('\n').find((one) => one.startsWith(MARK));
  if (line === undefined) return null;
  try {
    return schema.parse(JSON.parse(line.slice(MARK.length)));
  } catch {
    return null;
  }
}
