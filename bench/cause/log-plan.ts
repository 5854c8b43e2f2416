/** What kind of traffic a phase of a made log has. */
export const TRAFFICS = [
  'calm',
  'flash',
  'botnet',
  'lowslow',
  'scraper',
  'mixed',
  'apperr',
  'silence',
] as const;
export type TrafficKind = (typeof TRAFFICS)[number];

export interface PlannedPhase {
  readonly kind: TrafficKind;
  readonly seconds: number;
  /** Requests a second at the phase's peak. */
  readonly peak: number;
}

/**
 * The parameters of a made log. Crowds: public figures of French school portals on 6 April 2021 and of
 * the World Cup's site of 1998; botnets: square waves on one address, nine of ten requests.
 */
export interface LogPlan {
  readonly seed: number;
  readonly phases: readonly PlannedPhase[];
  /** @default 60000 */
  readonly users?: number;
  /** @default .8, see `PeopleOptions` */
  readonly known?: number;
  /** @default 3000 */
  readonly bots?: number;
  /** Part of a flood's requests that are the flood's. @default .85 */
  readonly floodPart?: number;
  /** Requests a second of pupils under a flood, at most. @default as many as are not the flood's */
  readonly base?: number;
  /** Requests a second that the service bears: beyond it, some fail. @default 120 */
  readonly capacity?: number;
  /** Plans go round until the log is as long. @default once */
  readonly bytes?: number;
}

/** `calm:900:12,flash:600:120`: kind, seconds, requests a second. */
export const planOf = (text: string): readonly PlannedPhase[] =>
  text.split(',').map((item) => {
    const [name, seconds, peak] = item.split(':');
    const kind = TRAFFICS.find((one) => one === name);
    if (kind === undefined) throw new Error(`expected one of ${TRAFFICS.join(', ')}, got ${name}`);
    return { kind, seconds: Number(seconds), peak: Number(peak) };
  });

/** A bell: within a tenth of the time from a thirtieth to all of it, then it slowly ebbs. */
const RAMP_PART = 0.1;
const RAMP_TIME = 0.03;
const EBB_TIME = 1.5;
/** A flood inside of a crowd begins when the crowd is there. */
const MIXED_FROM = 0.3;

/** Requests of pupils and of the flood in second `at` of a phase. */
export function pacesAt(
  { kind, seconds, peak }: PlannedPhase,
  at: number,
  { floodPart = 0.85, base = Number.POSITIVE_INFINITY }: LogPlan,
): { readonly pupils: number; readonly flood: number } {
  const part = at / seconds;
  const rise = part < RAMP_PART ? Math.exp((part - RAMP_PART) / RAMP_TIME) : 1;
  switch (kind) {
    case 'calm':
    case 'apperr':
      return { pupils: peak, flood: 0 };
    case 'silence':
      return { pupils: 0, flood: 0 };
    case 'flash':
      return {
        pupils: part < RAMP_PART ? peak * rise : peak * Math.exp((RAMP_PART - part) / EBB_TIME),
        flood: 0,
      };
    case 'mixed':
      return { pupils: (peak / 2) * rise, flood: part > MIXED_FROM ? peak / 2 : 0 };
    case 'botnet':
    case 'lowslow':
    case 'scraper': {
      const pupils = Math.min(peak * (1 - floodPart), base);
      return { pupils, flood: peak - pupils };
    }
  }
}
