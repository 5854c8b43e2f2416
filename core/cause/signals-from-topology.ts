import type { Standing } from '../incident/state.ts';
import { between, type EpochMs, minutes, type PlatformId } from '../units.ts';
import { makeSignal } from './make-signal.ts';
import { type RiskKind, type SharedRisk, sharedRisk } from './shared-risk.ts';
import { isKnownRisk, riskIdOf, risksOf } from './risks-of.ts';
import type { Signal } from './signal.ts';
import { type Speech, sayChance } from './speech.ts';

/** One watched service, controls included. */
export interface Neighbour {
  readonly platform: PlatformId;
  readonly name: string;
  /** `unknown` when it is not on record: never a hoster that two services share. */
  readonly hoster: string;
  /** Whose delivery network, names and login it leans on, where they are on record. */
  readonly cdn?: string;
  readonly dns?: string;
  readonly login?: string;
  readonly vendor?: string;
  readonly standing: Standing;
  /** Its latest fall, even if it is up again; null when it never fell. */
  readonly fellAt: EpochMs | null;
}

export interface TopologyEvidence {
  readonly at: EpochMs;
  readonly platform: PlatformId;
  readonly fellAt: EpochMs;
  /** All watched services, the fallen one too. */
  readonly neighbours: readonly Neighbour[];
  readonly speech: Speech;
}

/** Falls this near to each other are one moment: §5.3, "same 15 min". */
const SAME_MOMENT_MS = minutes(15);
/** Two services may fall together by chance; chosen. */
const TOGETHER_MIN = 3;
/**
 * A root cause is told from here on: the bound of G2, "likely". A service that fell alone may have
 * fallen by itself, so no shared fault reaches it with fewer than two.
 */
const LIKELY = 0.6;
/** And told to be none below this: the bound of a refuted cause. */
const UNLIKELY = 0.05;
/**
 * Beforehand, of a crowd in a given quarter of an hour. The calendar would make it likelier on some
 * days, and has a family of its own: it is not counted here a second time.
 */
const DEMAND_PRIOR = 0.01;
/** The operator's own map is declared; facts: .9. */
const DECLARED_TRUST = 0.9;

/** Providers between the platform and its users, in the order in which one is told of. */
const PROVIDERS: readonly RiskKind[] = ['cdn', 'dns', 'login'];

/** Who fell with this platform, who stood, and what the reckoning makes of it. */
interface Company {
  readonly own: Neighbour;
  readonly fallen: readonly Neighbour[];
  readonly standing: readonly Neighbour[];
  readonly risk: SharedRisk;
}

/** What the company that a fall keeps says of its cause; each line gives the reckoning's own share. */
export function signalsFromTopology(the: TopologyEvidence): readonly Signal[] {
  const company = companyOf(the);
  if (company === null) return [];
  const { speech } = the;
  const tell = (feature: string, count: number, share: number, values: Told = {}) =>
    makeSignal({ at: the.at, source: 'topology', speech }, feature, {
      values: { count, share: sayChance(speech, share), ...values },
      value: count,
    });
  return [
    ...crowd(company, tell),
    ...hosterFault(company, tell),
    ...providerFault(company, tell),
    ...vendorFault(company, tell),
  ];
}

type Told = Readonly<Record<string, string | number>>;
type Tell = (feature: string, count: number, share: number, values?: Told) => Signal;

function companyOf({ platform, fellAt, neighbours }: TopologyEvidence): Company | null {
  const own = neighbours.find((one) => one.platform === platform);
  if (own === undefined) return null;
  const fallen = neighbours.filter((one) => one === own || fellWith(one, fellAt));
  const standing = neighbours.filter((one) => one.standing === 'up' && !fallen.includes(one));
  const { groups, leaningsOf } = risksOf([...fallen, ...standing]);
  const members = [...fallen, ...standing].map((one) => ({
    down: fallen.includes(one),
    leansOn: leaningsOf(one).map((group) => ({ group, trust: DECLARED_TRUST })),
  }));
  return { own, fallen, standing, risk: sharedRisk(members, groups, DEMAND_PRIOR) };
}

function fellWith({ fellAt, standing }: Neighbour, when: EpochMs): boolean {
  if (fellAt === null || standing === 'suspended') return false;
  return Math.max(between(fellAt, when), between(when, fellAt)) <= SAME_MOMENT_MS;
}

/** Several hosters at once: what is shared is no hoster, and the reckoning finds a crowd. */
function crowd({ fallen, risk }: Company, tell: Tell): readonly Signal[] {
  const hosters = new Set(fallen.map(({ hoster }) => hoster).filter(isKnownRisk)).size;
  if (hosters < 2 || fallen.length < TOGETHER_MIN || risk.demand < LIKELY) return [];
  return [tell('topology-several-hosters', fallen.length, risk.demand, { hosters })];
}

function hosterFault(company: Company, tell: Tell): readonly Signal[] {
  const { fallen, mates, share, foreignStands } = sharing(company, 'hoster');
  if (foreignStands && share >= LIKELY)
    return [tell('topology-one-hoster-down', fallen.length, share)];
  const [control] = mates;
  return control !== undefined && share <= UNLIKELY
    ? [tell('topology-control-up', 1, share, { name: control.name })]
    : [];
}

/** A delivery network, a name provider or a login that those who fell lean on, and those who stand do not. */
function providerFault(company: Company, tell: Tell): readonly Signal[] {
  const shared = PROVIDERS.map((kind) => sharing(company, kind));
  const blamed = shared.find(({ share, foreignStands }) => foreignStands && share >= LIKELY);
  if (blamed !== undefined)
    return [tell('topology-shared-third-party', blamed.fallen.length, blamed.share)];
  const cleared = shared.filter(({ known }) => known);
  const [control] = cleared.flatMap(({ mates }) => mates);
  const all = cleared.every(({ mates, share }) => mates.length > 0 && share <= UNLIKELY);
  return control !== undefined && all
    ? [tell('topology-provider-up', 1, Math.max(...cleared.map(({ share }) => share)))]
    : [];
}

function vendorFault(company: Company, tell: Tell): readonly Signal[] {
  const { fallen, share, foreignStands } = sharing(company, 'vendor');
  return foreignStands && share >= LIKELY
    ? [tell('topology-one-vendor-down', fallen.length, share)]
    : [];
}

/** Those who share one thing with the fallen platform: who fell, who stands, and how likely its fault is. */
function sharing({ own, fallen, standing, risk }: Company, kind: RiskKind) {
  const id = riskIdOf(own, kind);
  const shares = (one: Neighbour) => id !== null && riskIdOf(one, kind) === id;
  return {
    known: id !== null,
    fallen: fallen.filter(shares),
    /** Those who stand though they share it. */
    mates: standing.filter(shares),
    foreignStands: standing.some((one) => !shares(one)),
    share: id === null ? 0 : (risk.groups.get(id) ?? 0),
  };
}
