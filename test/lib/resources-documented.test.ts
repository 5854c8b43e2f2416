// Goal: nothing is deployed that docs/operations.md does not explain and `preau cost` does not reckon.
// Method: synthesise every stack of the whole example without bundling, and look up each resource.
import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectedStacks } from '../../adapters/aws/doctor/expected-stacks.ts';
import { deploymentOf } from '../../cli/deployment.ts';
import { OPERATOR_ALARMS } from '../../config/aws-names.ts';
import { HEALTH_LINES } from '../../config/health-lines.ts';
import { homeAlarmMetrics } from '../../config/cost/home-alarm-metrics.ts';
import { costOfKind, RESOURCE_COSTS } from '../../config/cost/resource-kinds.ts';
import { scaleOf } from '../../config/cost/scale.ts';
import { useNames } from '../../config/cost/use-names.ts';
import { readConfig } from '../../config/read-config.ts';
import type { Config } from '../../config/schema.ts';
import { buildApp } from '../../lib/build-app.ts';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');

/** With a zone that the stacks make, so that each kind is there. */
function wholeConfig(): Config {
  const text = readFileSync(new URL('../../examples/aws.yaml', import.meta.url), 'utf8');
  const read = readConfig(text.replace(/^ +hostedZoneId: .*\n/m, ''));
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  return read.config;
}

let config: Config;
let stacks: readonly Stack[];
let resources: readonly (Resource & { readonly stack: string })[];
beforeAll(() => {
  config = wholeConfig();
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  buildApp(app, config, JSON.stringify(deploymentOf(config)));
  stacks = app.node.findAll().filter((node) => node instanceof Stack);
  resources = stacks.flatMap((stack) => {
    const { Resources = {} } = Template.fromStack(stack).toJSON() as {
      readonly Resources?: Readonly<Record<string, Resource>>;
    };
    return Object.values(Resources).map((one) => ({ ...one, stack: stack.stackName }));
  });
});

const ofType = (type: string, stack?: string) =>
  resources.filter((one) => one.Type === type && (stack === undefined || one.stack === stack));
const isSupport = (kind: string) => kind === 'AWS::CDK::Metadata';

test('each kind of resource has a row in docs/operations.md', () => {
  const kinds = new Set(resources.map(({ Type }) => Type));
  expect(
    [...kinds].filter((kind) => !isSupport(kind) && !page.includes(`| \`${kind}\` |`)),
  ).toEqual([]);
});

test('each kind is priced or known to be free, and no other is', () => {
  const kinds = new Set(resources.map(({ Type }) => Type));
  expect([...kinds].filter((kind) => !isSupport(kind) && costOfKind(kind) === undefined)).toEqual(
    [],
  );
  expect(Object.keys(RESOURCE_COSTS).filter((kind) => !kinds.has(kind))).toEqual([]);
});

describe('what is reckoned is what is made', () => {
  test('of health checks', () => {
    const used = useNames(scaleOf(config));
    const [basic] = used.flatMap(({ id, values }) => (id === 'aws-checks' ? [values] : []));
    const [elsewhere] = used.filter(({ id }) => id === 'origin-checks');
    const made = ofType('AWS::Route53::HealthCheck').length;
    expect((basic?.['basic'] ?? 0) + (elsewhere?.quantity ?? 0)).toBe(made);
  });

  test('of alarms on the home, each metric that one looks at', () => {
    const metrics = ofType('AWS::CloudWatch::Alarm', 'Preau-Home').map(({ Properties }) => {
      const looked = Properties?.['Metrics'];
      if (!Array.isArray(looked)) return 1;
      return looked.filter((one: object) => 'MetricStat' in one).length;
    });
    expect(metrics.reduce((sum, one) => sum + one, 0)).toBe(homeAlarmMetrics(scaleOf(config)));
  });

  test('of alarms on health checks: two for each sheltered platform', () => {
    const { sheltered } = scaleOf(config);
    // And one on what did not reach the home.
    expect(ofType('AWS::CloudWatch::Alarm', 'Preau-Watch')).toHaveLength(2 * sheltered + 1);
  });

  test('of alarms on builds of mirrors: three metrics of one', () => {
    const [alarm, ...others] = ofType('AWS::CloudWatch::Alarm', 'Preau-Mirror');
    expect(others).toEqual([]);
    const looked = alarm?.Properties?.['Metrics'] as readonly object[];
    expect(looked.filter((one) => 'MetricStat' in one)).toHaveLength(3);
  });
});

describe('docs/runbook.md', () => {
  const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
  const entries = [...runbook.matchAll(/^### (\S+)\n\n([^]*?)(?=\n### |$(?![^]))/gm)];
  const anchors = entries.map(([, anchor]) => anchor ?? '');
  const alarms = () => ofType('AWS::CloudWatch::Alarm').map(({ Properties = {} }) => Properties);
  const anchorOf = ({ AlarmDescription }: Readonly<Record<string, unknown>>) =>
    / What to do: docs\/runbook\.md#([a-z-]+)$/.exec(String(AlarmDescription))?.[1] ?? 'none';

  test('has an entry for each alarm of every stack, named in its text, and for each line', () => {
    const wanted = [
      ...alarms().map(anchorOf),
      ...Object.values(HEALTH_LINES).map(({ runbook: anchor }) => anchor),
    ];
    expect([...new Set(wanted)].filter((anchor) => !anchors.includes(anchor))).toEqual([]);
    expect(anchors.filter((anchor) => !wanted.includes(anchor))).toEqual([]);
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  test('says in each entry what not to do', () => {
    const silent = entries.filter(([, , text = '']) => !text.includes('**Do not** '));
    expect(silent.map(([, anchor]) => anchor)).toEqual([]);
  });

  test('is told of by every alarm that tells people, and each alarm’s name once', () => {
    const names = alarms().map(({ AlarmName }) => String(AlarmName));
    expect(new Set(names).size).toBe(names.length);
    for (const alarm of alarms().filter(({ AlarmActions }) => AlarmActions !== undefined))
      expect(String(alarm['AlarmName'])).toMatch(new RegExp(`^${OPERATOR_ALARMS}`));
  });
});

test('the stacks that preau doctor looks for are those that are made, in their Regions', () => {
  const made = stacks.map(({ stackName, region }) => `${stackName} ${region}`);
  if (config.aws === undefined) throw new Error('no aws section');
  const looked = expectedStacks(config, config.aws).map(({ name, region }) => `${name} ${region}`);
  expect(looked.toSorted((one, other) => one.localeCompare(other))).toEqual(
    made.toSorted((one, other) => one.localeCompare(other)),
  );
});
