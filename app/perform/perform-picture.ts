import type { Action } from '../../core/incident/action.ts';
import type { AuthorityAnswer } from '../../core/incident/event.ts';
import {
  otherNames,
  type PictureAnswer,
  type PicturedName,
} from '../../core/incident/names-picture.ts';
import type { Platform } from '../../core/platform.ts';
import { durationMs, type PlatformId, seconds } from '../../core/units.ts';
import type { Engine } from '../engine.ts';
import type { PlanSettings } from '../notices/plan-notice.ts';
import type { Ports } from '../ports.ts';
import { condenseAnswers } from './condense-answers.ts';
import { questionsFor } from './turn-dns.ts';

interface PicturePorts {
  readonly dns: Pick<Ports['dns'], 'askAuthorities'>;
  readonly clock: Ports['clock'];
}
/** All platforms of the configuration, and what digests of answers are made by. */
export type PictureSettings = Pick<PlanSettings, 'platforms' | 'hash'>;
type PictureNames = Extract<Action, { kind: 'picture-names' }>;

/**
 * Real milliseconds for a whole picture: 500 names, as many as a configuration may have, take seconds,
 * and silent servers must not keep a worker. Chosen.
 */
const MOST_REAL_MS = 30_000;
/** Names asked at a time: each is several questions to each of its servers. Chosen. */
const AT_ONCE = 8;

/**
 * Ask the name servers for every name but the drilled one, and journal what they answered, condensed.
 *
 * It turns nothing, holds nothing up, and never fails for a name: one that could not be asked, or not
 * in time, is journalled as such. A moment that was pictured already is not asked for again.
 */
export async function performPicture(
  ports: PicturePorts,
  engine: Engine,
  { platforms, hash }: PictureSettings,
  { incident, platform, moment }: PictureNames,
  signal: AbortSignal,
): Promise<void> {
  if (engine.state().incidents[incident]?.pictured?.[moment] !== undefined) return;
  const since = ports.clock.now();
  const condense: Condense = (answers) => condenseAnswers(answers, hash);
  const others = otherNames(platforms, platform);
  const names = await askAll(ports, engine, { others, condense }, signal);
  if (signal.aborted) return;
  const at = ports.clock.now();
  await engine.handle({ kind: 'names-pictured', at, since, incident, moment, names });
}

type Condense = (answers: readonly AuthorityAnswer[]) => PictureAnswer;

async function askAll(
  { dns, clock }: PicturePorts,
  engine: Engine,
  { others, condense }: { readonly others: readonly Platform[]; readonly condense: Condense },
  signal: AbortSignal,
): Promise<readonly PicturedName[]> {
  const asked = new Map<PlatformId, PicturedName>();
  const waiting = [...others];
  const until = clock.now() + MOST_REAL_MS * paceOf(clock);
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { id } = next;
      const share = engine.state().platforms[id]?.shelter.mirrorShare ?? 0;
      const asking = async () => condense(await dns.askAuthorities(id, questionsFor(share)));
      asked.set(id, { platform: id, share, says: await inTime(asking, clock, until, signal) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return others.flatMap(({ id }) => asked.get(id) ?? []);
}

/** Name servers answer in real time, however fast a rehearsal's clock runs. */
const paceOf = (clock: Ports['clock']): number => seconds(1) / clock.real(seconds(1));

async function inTime(
  asking: () => Promise<PictureAnswer>,
  clock: Ports['clock'],
  until: number,
  signal: AbortSignal,
): Promise<PictureAnswer> {
  const leftMs = until - clock.now();
  if (leftMs <= 0 || signal.aborted) return { kind: 'unasked', why: 'no-time' };
  const ended = new AbortController();
  const late = clock
    .sleep(durationMs(leftMs), AbortSignal.any([signal, ended.signal]))
    .then((): PictureAnswer => ({ kind: 'unasked', why: 'no-time' }));
  const said = asking().catch((): PictureAnswer => ({ kind: 'unasked', why: 'silent' }));
  try {
    return await Promise.race([said, late]);
  } finally {
    ended.abort();
  }
}
