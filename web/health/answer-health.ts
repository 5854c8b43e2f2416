import { timingSafeEqual } from 'node:crypto';
import type { HealthPicture } from '../../app/health/health-picture.ts';
import { OPEN_METRICS_TYPE, openMetrics } from '../../app/health/open-metrics.ts';
import { type Answer, json } from '../http/answer.ts';

export interface HealthRoute {
  readonly health: () => Promise<HealthPicture>;
  /** What the command line carries. @default nobody gets more than the short answer */
  readonly cliToken?: string;
}

/**
 * Say how the home does: 200 while it does its work, 503 when it does not, whatever is merely late. The
 * short answer names figures alone; the command line's token gives the whole picture, with folders and
 * platforms.
 */
export async function answerHealth(
  { health, cliToken }: HealthRoute,
  authorization: string | undefined,
): Promise<Answer> {
  const picture = await health();
  const status = picture.healthy ? 200 : 503;
  return json(status, isOwner(authorization, cliToken) ? picture : inShort(picture));
}

const inShort = ({ at, healthy, verdict, lines }: HealthPicture) => ({
  at: new Date(at).toISOString(),
  healthy,
  verdict,
  lines: lines.map(({ name, value, verdict: its }) => ({ name, value, verdict: its })),
});

function isOwner(authorization = '', cliToken: string | undefined): boolean {
  if (cliToken === undefined) return false;
  const [wanted, got] = [Buffer.from(`Bearer ${cliToken}`), Buffer.from(authorization)];
  return wanted.length === got.length && timingSafeEqual(wanted, got);
}

/** The same figures for a scraper. It is 200 however the home does: the figures say so. */
export const answerMetrics = async ({ health }: Pick<HealthRoute, 'health'>): Promise<Answer> => ({
  status: 200,
  type: OPEN_METRICS_TYPE,
  body: openMetrics(await health()),
});
