import { z } from 'zod';
import type { Claim } from '../core/cause/signal.ts';
import type { EpochMs, PlatformId, VantageId } from '../core/units.ts';
import { findingsOfIssue } from './findings-of-issue.ts';
import type { Finding, Problem } from './problem.ts';
import type { ConfigLanguage } from './read-config.ts';
import { readYaml } from './read-yaml.ts';
import { scenarioSchema, type WrittenScenario } from './scenario-schema.ts';
import { settleScenario } from './settle-scenario.ts';
import { wordFinding } from './word-finding.ts';

type Settled<Written> = Omit<Written, 'from' | 'to'> & {
  readonly from: EpochMs;
  readonly to: EpochMs;
};

/** One platform on the stage: what it can carry, and who comes. */
export type StagedPlatform = Omit<WrittenScenario['platforms'][number], 'crowd'> & {
  readonly crowd: readonly { readonly at: EpochMs; readonly pupils: number }[];
};

export type StagedFlood = Settled<WrittenScenario['floods'][number]>;

/** What a person said, when the rehearsal hears it, and of which platforms. */
export interface StagedClaim {
  readonly platforms: readonly PlatformId[];
  readonly claim: Claim;
  readonly onRecord: string;
}

/** The morning that a rehearsal plays, with every local time as an instant. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly timeZone: string;
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly pace: number;
  readonly seed: number;
  readonly habits: WrittenScenario['habits'];
  readonly platforms: readonly StagedPlatform[];
  readonly floods: readonly StagedFlood[];
  readonly blindVantages: readonly {
    readonly vantage: VantageId;
    readonly from: EpochMs;
    readonly to: EpochMs;
  }[];
  /** In order of time. */
  readonly claims: readonly StagedClaim[];
}

export type ReadScenario =
  | { readonly kind: 'read'; readonly scenario: Scenario }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

const PROBLEMS_MAX = 200;

const wholeScenario = z.toJSONSchema(scenarioSchema, { io: 'input' });

/**
 * Read scenario.yaml, or find every problem with it at once, each at its line and column. The text
 * may be anything: nothing is thrown.
 *
 * @param language of the problems' words
 */
export function readScenario(text: string, language: ConfigLanguage = 'fr'): ReadScenario {
  const yaml = readYaml(text);
  const parsed = yaml.tree === undefined ? undefined : scenarioSchema.safeParse(yaml.tree);
  const settled = parsed?.success ? settleScenario(parsed.data) : undefined;
  const findings: readonly Finding[] = [
    ...yaml.findings,
    ...(parsed?.error?.issues ?? []).flatMap((issue) =>
      findingsOfIssue(issue, yaml.tree, wholeScenario),
    ),
    ...(settled?.findings ?? []),
  ];
  if (settled && findings.length === 0) return { kind: 'read', scenario: settled.scenario };
  const problems = findings
    .slice(0, PROBLEMS_MAX)
    .map((finding) => wordFinding(finding, yaml, language))
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
  return { kind: 'refused', problems };
}
