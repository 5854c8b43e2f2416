import { loadLikelihoods } from '../../../adapters/local/likelihoods.ts';
import type { SchoolWithContacts } from '../../../app/ports.ts';
import type { Platform } from '../../../core/platform.ts';
import type { Policy } from '../../../core/policy.ts';
import type { Contact, School, SchoolType } from '../../../core/school/school.ts';
import {
  durationMs,
  type EpochMs,
  epochMs,
  hosterId,
  hours,
  minutes,
  platformId,
  seconds,
  type Uai,
  vantageId,
} from '../../../core/units.ts';
import { healthCheckVantage } from '../../../core/watch/health-check-vantage.ts';
import { testPlatform } from '../../fixtures/policy.ts';
import type { Chance } from './chance.ts';
import { CHECK_EVERY_MS, CHECK_THRESHOLD } from './health-checks.ts';

/** Which of the two homes the world's Préau lives in. */
export type HomeKind = 'one-machine' | 'functions';

/** All that stands before anything happens: platforms, rules, schools. */
export interface Landscape {
  readonly home: HomeKind;
  readonly startsAt: EpochMs;
  readonly policy: Policy;
  readonly schools: readonly SchoolWithContacts[];
  /** Addresses whose mailbox or telephone does not exist. */
  readonly dead: ReadonlySet<string>;
}

const TABLE = loadLikelihoods(new URL('../../../data/likelihoods.yaml', import.meta.url).pathname);

const NAMES = ['nord', 'sud', 'ouest', 'est', 'centre'] as const;
const HOSTERS = ['alpha', 'alpha', 'gamma', 'alpha', 'gamma'] as const;

/** A quiet Tuesday at 6:00 in Paris, and the hours after it. */
const DAWN = Date.UTC(2021, 3, 6, 4, 0, 0);

export function drawLandscape(chance: Chance): Landscape {
  const home: HomeKind = chance.happens(0.4) ? 'functions' : 'one-machine';
  const names = NAMES.slice(0, chance.between(2, NAMES.length));
  const platforms = names.map((name, place) =>
    drawPlatform(name, HOSTERS[place] ?? 'alpha', chance),
  );
  const schools = names.flatMap((name, place) => drawSchools(name, place, chance));
  // Mornings mostly: a night makes every SMS wait, and each hour of it costs.
  const hour = chance.happens(0.94) ? chance.between(2, 12) : chance.between(13, 20);
  return {
    home,
    startsAt: epochMs(DAWN + hours(hour) + seconds(chance.below(3_600))),
    policy: drawPolicy(platforms, home, chance),
    schools,
    dead: new Set(
      schools.flatMap(({ contacts }) =>
        contacts.flatMap(({ address }) => (chance.happens(0.04) ? [address] : [])),
      ),
    ),
  };
}

function drawPlatform(name: string, hoster: string, chance: Chance): Platform {
  const { owners: _, ...platform } = testPlatform(name);
  return {
    ...platform,
    hoster: hosterId(hoster),
    serves: { academies: [name] },
    owners: [
      {
        name: `Équipe ${name}`,
        mail: `equipe@${name}.example`,
        ...(chance.happens(0.4) && { mobile: `+3363998000${NAMES.indexOf(name as 'nord')}` }),
      },
    ],
  };
}

/** Every number within what a configuration may say; short, so that a morning holds several falls. */
function drawPolicy(mirrored: readonly Platform[], home: HomeKind, chance: Chance): Policy {
  const controls = chance.happens(0.3) ? ['temoin', 'temoin-deux'] : ['temoin'];
  const own = Array.from({ length: chance.pick([3, 3, 3, 4, 2]) }, (_, place) => ({
    id: vantageId(`v${place + 1}`),
    name: `v${place + 1}`,
    controls: controls.map(platformId),
  }));
  const roundsToFall = chance.pick([1, 2, 2, 3]);
  const withCheck = home === 'functions' && chance.happens(0.6);
  return {
    organisation: 'Académie d’essai',
    timeZone: 'Europe/Paris',
    hosters: ['alpha', 'beta', 'gamma', 'omega'].map((id) => ({ id: hosterId(id), name: id })),
    platforms: [
      ...mirrored,
      ...controls.map((id) => ({ ...testPlatform(id, false), hoster: hosterId('omega') })),
    ],
    vantages: withCheck ? [...own, healthCheckVantage] : own,
    watch: {
      intervalMs: seconds(chance.pick([10, 20, 30, 30])),
      votesToFall: 2,
      roundsToFall,
      roundsToRecover: roundsToFall + chance.between(1, 3),
      massShare: chance.pick([0.5, 0.8, 1]),
      massWindowMs: minutes(chance.between(1, 3)),
      relapseMemoryMs: minutes(chance.pick([5, 30, 60])),
      errorWindowMs: minutes(5),
      errorShare: 0.15,
    },
    shelter: {
      minHoldMs: minutes(chance.pick([1, 2, 3])),
      checksRecoverMs: durationMs(CHECK_EVERY_MS * CHECK_THRESHOLD),
      originShares: chance.pick([[0.1, 0.5, 1], [0.5, 1], [1]]),
      shareStepMs: seconds(chance.pick([20, 40])),
      shedShare: chance.pick([0, 0, 0.3]),
      classStarts: chance.pick([[], [480, 540, 600]]),
      blastRadius: chance.pick([1, 1, 0.5]),
    },
    notices: {
      vetoMs: seconds(chance.pick([0, 20, 60])),
      nextWordMs: minutes(chance.pick([10, 20])),
      longestWordMs: minutes(60),
      budgetEuros: chance.pick([100, 100, 0.1]),
      statusUrl: 'https://etat.example',
      ...(chance.happens(0.3) && {
        escalation: {
          afterMs: minutes(5),
          phases: ['outage', 'correction'],
          levels: ['sms', 'telephone'],
        },
      }),
    },
    cause: {
      table: TABLE,
      firstWordMs: minutes(chance.pick([1, 3, 5])),
      reviewMs: minutes(chance.pick([3, 5])),
      secondLookMs: minutes(2),
      laterReviewsMs: [hours(24)],
    },
  };
}

const TYPES: readonly SchoolType[] = ['college', 'lycee', 'ecole'];

function drawSchools(name: string, place: number, chance: Chance): readonly SchoolWithContacts[] {
  const shared = `circonscription@${name}.example`;
  return Array.from({ length: chance.between(1, 3) }, (_, number) => {
    const uai = `031${place}${number}00A` as Uai;
    const school: School = {
      uai,
      name: `École ${name} ${number}`,
      type: chance.pick(TYPES),
      academie: name,
      department: '031',
      commune: 'Toulouse',
      timeZone: 'Europe/Paris',
      state: 'open',
    };
    return { school, contacts: drawContacts(uai, `${place}${number}`, shared, chance) };
  });
}

/** Few a school, of every kind: shared, that asked, that cannot be written to, none at all. */
function drawContacts(
  uai: Uai,
  number: string,
  shared: string,
  chance: Chance,
): readonly Contact[] {
  const contact = (channel: Contact['channel'], address: string, origin: Contact['origin']) => ({
    uai,
    role: 'office' as const,
    channel,
    address,
    language: chance.happens(0.8) ? ('fr' as const) : ('en' as const),
    origin,
  });
  const all: readonly (readonly [number, () => Contact])[] = [
    [0.9, () => contact('mail', `bureau.${number}@ac.example`, 'directory')],
    [0.3, () => contact('mail', shared, 'directory')],
    [0.4, () => contact('sms', `+336399811${number}`, 'opt-in')],
    [0.2, () => contact('mail', `proviseur.${number}@ac.example`, 'opt-in')],
    [0.05, () => contact('mail', 'pas une adresse\r\nBcc: tous@ac.example', 'directory')],
  ];
  return all.flatMap(([probability, make]) => (chance.happens(probability) ? [make()] : []));
}
