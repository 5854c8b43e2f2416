import type { KillKind } from './kill-plan.ts';
import { type KilledMorning, killMorning } from './kill-morning.ts';

/** What so many kills came to: the figures, and everything that was not as it should be. */
export interface KillResult {
  readonly seed: number;
  readonly mornings: number;
  readonly kills: {
    readonly total: number;
    /** Before the home was ready. */
    readonly starting: number;
    readonly by: Readonly<Record<KillKind, number>>;
  };
  /** Real milliseconds without a home that is ready. */
  readonly away: { readonly median: number; readonly worst: number };
  readonly incidents: number;
  readonly entries: number;
  readonly messages: {
    readonly owed: number;
    readonly received: number;
    /** Mails that came again and were shown once. */
    readonly mailsRepeated: number;
    readonly smsTwice: number;
    /** Told to an operator by name; each may have come. */
    readonly smsUnknown: number;
  };
  readonly questions: {
    readonly asked: number;
    readonly unanswered: number;
    readonly slowestMs: number;
  };
  readonly broken: readonly { readonly morning: number; readonly why: string }[];
}

/** In one morning; enough for every part of it, and few enough that it comes to an end. Chosen. */
const MOST_IN_A_MORNING = 12;

/**
 * Kill the home of one rehearsal after the other, until it has been killed so many times.
 *
 * @param seed gives the moments: what the machine does at them is not repeated
 * @param told of each morning as it ends
 * @param keep where to leave the folders of mornings that were broken. @default nowhere
 */
export async function killRun(
  seed: number,
  times: number,
  told: (morning: number, killed: KilledMorning) => void = () => undefined,
  keep?: string,
): Promise<KillResult> {
  const mornings: KilledMorning[] = [];
  for (let left = times; left > 0; ) {
    const killed = await killMorning(
      seed,
      mornings.length,
      Math.min(left, MOST_IN_A_MORNING),
      keep,
    );
    left -= Math.max(1, killed.evidence.strikes.kills.length);
    mornings.push(killed);
    told(mornings.length, killed);
  }
  return sumUp(seed, mornings);
}

function sumUp(seed: number, mornings: readonly KilledMorning[]): KillResult {
  const sum = (of: (one: KilledMorning) => number): number =>
    mornings.reduce((total, one) => total + of(one), 0);
  const kills = mornings.flatMap(({ evidence }) => evidence.strikes.kills);
  const of = (kind: KillKind): number => kills.filter((kill) => kill.kind === kind).length;
  const answers = mornings.flatMap(({ evidence }) => evidence.answers);
  const away = mornings.flatMap(({ awayMs }) => awayMs).toSorted((one, other) => one - other);
  const unknown = ({ evidence }: KilledMorning): number =>
    evidence.traces.owed.filter(({ channel, state }) => channel === 'sms' && state === 'unknown')
      .length;
  return {
    seed,
    mornings: mornings.length,
    kills: {
      total: kills.length,
      starting: kills.filter(({ ready }) => !ready).length,
      by: {
        starting: of('starting'),
        living: of('living'),
        entry: of('entry'),
        message: of('message'),
      },
    },
    away: { median: away[Math.floor(away.length / 2)] ?? 0, worst: away.at(-1) ?? 0 },
    incidents: sum(({ incidents }) => incidents),
    entries: sum(({ evidence }) => evidence.traces.entries.length),
    messages: {
      owed: sum(({ evidence }) => evidence.traces.owed.length),
      received: sum(({ evidence }) => evidence.traces.boxes.length),
      mailsRepeated: sum(({ evidence }) => evidence.repeats.mails),
      smsTwice: sum(({ evidence }) => evidence.repeats.sms),
      smsUnknown: sum(unknown),
    },
    questions: {
      asked: answers.length,
      unanswered: answers.filter(({ address }) => address === null).length,
      slowestMs: Math.round(answers.reduce((most, { tookMs }) => Math.max(most, tookMs), 0)),
    },
    broken: mornings.flatMap(({ broken }, index) =>
      broken.map((why) => ({ morning: index + 1, why })),
    ),
  };
}
