/** What one request says of the machine that answered it, or did not. */
export type AnswerHealth = 'well' | 'sick';

export interface HealthLimits {
  /** The last answers that are looked at. */
  readonly window: number;
  /** Share of sick ones from which the crawl stops, 0 to 1. */
  readonly sickShare: number;
  /** Sick ones in a row from which it stops. */
  readonly inARow: number;
}

/** All chosen: one bad page in ten is a site's own fault, one in three is a machine's. */
export const HEALTH_LIMITS: HealthLimits = { window: 40, sickShare: 0.3, inARow: 10 };

/** The last answers of one host, newest last. */
export type OriginHealth = readonly AnswerHealth[];

export const withAnswer = (
  health: OriginHealth,
  answer: AnswerHealth,
  limits: HealthLimits,
): OriginHealth => [...health, answer].slice(-limits.window);

/**
 * Whether the crawl has to leave this host alone: a mirror must never hurt its origin, and an
 * origin that is failing has better things to do.
 */
export function isSick(health: OriginHealth, limits: HealthLimits): boolean {
  const lastWell = health.lastIndexOf('well');
  if (health.length - 1 - lastWell >= limits.inARow) return true;
  const sick = health.filter((answer) => answer === 'sick').length;
  return health.length >= limits.window / 2 && sick >= limits.sickShare * health.length;
}
