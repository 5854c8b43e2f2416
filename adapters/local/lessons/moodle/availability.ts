import * as z from 'zod/mini';
import { parseForeignJson } from '../../../../core/parse-foreign-json.ts';

// Zod's small form: a function on AWS reads backups too, and the classic one weighs 450 kB there.

/** Letters of a rule; a teacher's longest looked at has under 2,000. Chosen. */
const MAX_LENGTH = 50_000;

/** Rules within rules. Moodle's own form allows any number; nobody reads ten. Chosen. */
const MAX_DEPTH = 10;

const rule = z.object({ op: z.string(), c: z.array(z.unknown()) });

const condition = z.object({
  type: z.string(),
  d: z.optional(z.string()),
  t: z.optional(z.number()),
});

/**
 * Whether everybody could see something when the course was backed up.
 *
 * A mirror has no login, so that what is kept to a group, a date to come, a mark or a profile must
 * stay out. *First finish that page* keeps nothing from anybody: it gives an order to learn in, and
 * counts as open.
 *
 * @param json Moodle's availability rule; '' for none
 * @see https://docs.moodle.org/dev/Availability_API operators and conditions
 */
export function isOpenToAll(json: string, backedUpAtSec: number): boolean {
  if (json === '') return true;
  if (json.length > MAX_LENGTH) return false;
  try {
    return isOpen(parseForeignJson(json), backedUpAtSec, 0);
  } catch {
    // A rule that cannot be read is not taken for none.
    return false;
  }
}

function isOpen(found: unknown, backedUpAtSec: number, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const tree = rule.safeParse(found);
  if (!tree.success) return isMet(found, backedUpAtSec);
  const { op, c } = tree.data;
  if (c.length === 0) return true;
  const open = c.map((part) => isOpen(part, backedUpAtSec, depth + 1));
  if (op === '|') return open.some(Boolean);
  return op === '&' && open.every(Boolean);
}

function isMet(found: unknown, backedUpAtSec: number): boolean {
  const read = condition.safeParse(found);
  if (!read.success) return false;
  const { type, d, t = Number.POSITIVE_INFINITY } = read.data;
  if (type === 'completion') return true;
  return type === 'date' && d === '>=' && t <= backedUpAtSec;
}
