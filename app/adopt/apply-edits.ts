import { PreauError } from '../../core/errors.ts';
import type { RecordEdit } from './standing-record.ts';

/** One zone's batch. */
export interface ZoneEdits {
  readonly zoneId: string;
  readonly edits: readonly RecordEdit[];
}

export interface EditPorts {
  readonly edit: (zoneId: string, edits: readonly RecordEdit[]) => Promise<string>;
  readonly changeState: (changeId: string) => Promise<'pending' | 'insync'>;
  readonly pause: (ms: number) => Promise<unknown>;
}

/** What came of one zone's batch. */
export interface AppliedEdits {
  readonly zoneId: string;
  readonly changeId: string;
  /** Whether all name servers had it in time; else Route 53 is still at it. */
  readonly insync: boolean;
}

/** Values in one request; an UPSERT counts twice. @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html */
const VALUES_MAX = 1_000;
/** Characters of all values together; an UPSERT counts twice. */
const CHARACTERS_MAX = 32_000;
/** Doubling from the first to the longest, since most changes take seconds. Chosen. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;
/** Changes are generally everywhere within 60 s. Chosen. */
const PATIENCE_MS = 300_000;

/**
 * Apply each zone's edits in one batch, whole or not at all, and wait until every name server has
 * it. All batches are measured before the first one goes.
 *
 * @throws PreauError `argument-invalid` for a batch that Route 53 would refuse; as the ports do
 */
export async function applyEdits(
  ports: EditPorts,
  zones: readonly ZoneEdits[],
): Promise<readonly AppliedEdits[]> {
  const wanted = zones.filter(({ edits }) => edits.length > 0);
  for (const zone of wanted) refuseLarge(zone);
  const applied: AppliedEdits[] = [];
  for (const { zoneId, edits } of wanted) {
    const changeId = await ports.edit(zoneId, edits);
    applied.push({ zoneId, changeId, insync: await isInsync(ports, changeId) });
  }
  return applied;
}

async function isInsync({ changeState, pause }: EditPorts, changeId: string): Promise<boolean> {
  let [waitedMs, pauseMs] = [0, FIRST_PAUSE_MS];
  for (;;) {
    if ((await changeState(changeId)) === 'insync') return true;
    if (waitedMs >= PATIENCE_MS) return false;
    await pause(pauseMs);
    waitedMs += pauseMs;
    pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
  }
}

function refuseLarge({ zoneId, edits }: ZoneEdits): void {
  let [values, characters] = [0, 0];
  for (const { action, record } of edits) {
    const times = action === 'UPSERT' ? 2 : 1;
    values += times * Math.max(1, record.values.length);
    characters += times * record.values.join('').length;
  }
  if (values <= VALUES_MAX && characters <= CHARACTERS_MAX) return;
  throw new PreauError(
    'argument-invalid',
    `Expected at most ${VALUES_MAX} values and ${CHARACTERS_MAX} characters in the batch of zone ${zoneId}, got ${values} and ${characters}. Adopt fewer platforms at a time: --only.`,
  );
}
