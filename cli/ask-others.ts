import type { AuthorityAnswer } from '../core/incident/event.ts';
import type { State } from '../core/incident/state.ts';
import type { Platform } from '../core/platform.ts';
import type { Policy } from '../core/policy.ts';
import type { PlatformId } from '../core/units.ts';
import type { OperatedHome } from './operated-home.ts';

/** What the name servers answer for a platform that a drill has nothing to do with. */
export interface AskedName {
  readonly platform: PlatformId;
  readonly name: string;
  /** The part of answers that should point to the mirror, as the journal has it. */
  readonly journalledShare: number;
  /** `silent`: some server did not answer, or there was no time left to ask. */
  readonly says: 'as-journalled' | 'otherwise' | 'silent';
  readonly answers: readonly AuthorityAnswer[];
}

/** Chosen: 500 names on one machine take seconds; nobody waits at a terminal for silent servers. */
const MOST_MS = 30_000;
const AT_ONCE = 8;
/** As after a turn: a full share shows at once, a part needs enough answers to be told apart. */
const QUESTIONS = { full: 4, part: 60 } as const;

/**
 * Ask all name servers for every other name that Préau may turn, and compare with the journal.
 *
 * @param but the platform that is drilled
 * @returns in the order of the configuration; controls are left out, which nothing turns
 */
export async function askOthers(
  home: Pick<OperatedHome, 'askName'>,
  { platforms }: Policy,
  state: State,
  but: PlatformId,
): Promise<readonly AskedName[]> {
  const others = platforms.filter(({ id, mirror }) => id !== but && mirror !== undefined);
  const deadline = Date.now() + MOST_MS;
  const asked = new Map<PlatformId, AskedName>();
  const waiting = [...others];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      asked.set(next.id, await askOne(home, next, state, Date.now() < deadline));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return others.flatMap(({ id }) => asked.get(id) ?? []);
}

async function askOne(
  home: Pick<OperatedHome, 'askName'>,
  platform: Platform,
  { platforms }: State,
  inTime: boolean,
): Promise<AskedName> {
  const share = platforms[platform.id]?.shelter.mirrorShare ?? 0;
  const isPart = share > 0 && share < 1;
  const times = isPart ? QUESTIONS.part : QUESTIONS.full;
  const answers = inTime ? await home.askName(platform, times).catch(() => null) : null;
  const published = answers?.filter(({ answers: values }) => values.length > 0) ?? [];
  const agrees = ({ mirrorShare: seen }: AuthorityAnswer): boolean =>
    isPart ? seen > 0 && seen < 1 : seen === share;
  const says =
    published.length === 0 ? 'silent' : published.every(agrees) ? 'as-journalled' : 'otherwise';
  const { id, name } = platform;
  return { platform: id, name, journalledShare: share, says, answers: published };
}
