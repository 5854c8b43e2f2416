import type { JournalEntry } from '../../core/journal/entry.ts';
import type { ReplayedLine } from '../../core/journal/replay-under.ts';
import type { PlatformId } from '../../core/units.ts';

/** The latest lines of each sort that have to do with one platform: what led to what comes next. */
export interface Trail {
  /** Its mirror was last found to be as it is now. */
  readonly mirror: JournalEntry | null;
  /** Its latest fall, and the line that opened its open incident. */
  readonly fall: JournalEntry | null;
  readonly opened: JournalEntry | null;
  /** Its name servers were last asked. */
  readonly turned: JournalEntry | null;
  /** An action about it was last given up. */
  readonly failed: JournalEntry | null;
  readonly person: JournalEntry | null;
  /** Null where no veto is in force. */
  readonly veto: JournalEntry | null;
  /** Its cause was last judged otherwise. */
  readonly judged: JournalEntry | null;
  /** Rounds of its present streak that the journal has, the oldest first. */
  readonly rounds: readonly JournalEntry[];
}

/** Rounds that are remembered: enough to see a streak begin and be confirmed. Chosen. */
const ROUNDS_MOST = 6;

export const NO_TRAIL: Trail = {
  mirror: null,
  fall: null,
  opened: null,
  turned: null,
  failed: null,
  person: null,
  veto: null,
  judged: null,
  rounds: [],
};

/** The trail after one more line. */
export function followTrail(trail: Trail, line: ReplayedLine, platform: PlatformId): Trail {
  const { entry, before, after } = line;
  const [was, is] = [before.platforms[platform], after.platforms[platform]];
  const heard = hearEvent(trail, entry, platform);
  const verdictOf = (id: string | null | undefined, state: typeof after) =>
    id ? state.incidents[id as keyof typeof state.incidents]?.verdict : undefined;
  const opened = is?.incident !== null && is?.incident !== was?.incident;
  const judged = verdictOf(is?.incident, before) !== verdictOf(is?.incident, after);
  return {
    ...heard,
    mirror: is?.mirror === was?.mirror ? heard.mirror : entry,
    fall: is?.lastFall === was?.lastFall ? heard.fall : entry,
    opened: opened ? entry : heard.opened,
    judged: judged ? entry : heard.judged,
    veto: is?.vetoed === true ? (was?.vetoed === true ? heard.veto : entry) : null,
    rounds: roundsAfter(heard.rounds, line, platform),
  };
}

function hearEvent(trail: Trail, entry: JournalEntry, platform: PlatformId): Trail {
  const { event } = entry;
  if (event.kind === 'dns-turned' && event.platform === platform)
    return { ...trail, turned: entry };
  if (event.kind === 'action-failed' && isAbout(event.action, platform))
    return { ...trail, failed: entry };
  const byPerson = event.kind.startsWith('person-');
  return byPerson && 'platform' in event && event.platform === platform
    ? { ...trail, person: entry }
    : trail;
}

/** Whether an action's key is about a platform: `ent/turn/3`, `ent-20210406T060010Z/outage/1/send`. */
export function isAbout(key: string, platform: PlatformId): boolean {
  const [first = ''] = key.split('/');
  if (first === platform) return true;
  return (
    first.startsWith(`${platform}-`) &&
    /^\d{8}T\d{6}Z(?:-\d+)?$/.test(first.slice(platform.length + 1))
  );
}

function roundsAfter(
  rounds: readonly JournalEntry[],
  { entry, before, after }: ReplayedLine,
  platform: PlatformId,
): readonly JournalEntry[] {
  const { event } = entry;
  if (event.kind !== 'round-observed' || event.platform !== platform) return rounds;
  const [was, is] = [before.platforms[platform]?.streak, after.platforms[platform]?.streak];
  const goesOn = was?.says === is?.says && was?.since === is?.since;
  return [...(goesOn ? rounds : []), entry].slice(-ROUNDS_MOST);
}
