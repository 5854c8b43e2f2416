import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Distribution, type IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { readConfig } from '../../config/read-config.ts';
import type { Config } from '../../config/schema.ts';
import { NamesStack } from '../../lib/names-stack.ts';
import { WatchStack } from '../../lib/watch-stack.ts';
import { ZonesStack } from '../../lib/zones-stack.ts';
import { aConfig } from '../config/a-config.ts';

/** What turns DNS with no code, synthesised from one configuration, without bundling. */

export type Changes = Readonly<Record<string, unknown>>;

export const ACCOUNT = '123456789012';
export const BUS = `arn:aws:events:eu-west-3:${ACCOUNT}:event-bus/preau`;

/** Its mirror is Préau's own. */
export const cloudFront: Changes = {
  'platforms.0.mirror.addresses': undefined,
  'platforms.0.mirror.cloudFront': true,
  'aws.mirrors': { bucket: 'preau-lecons' },
};

export function configOf(changes: Changes): Config {
  const read = readConfig(aConfig(changes));
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  return read.config;
}

const env = { account: ACCOUNT, region: 'us-east-1' };

export interface Synthesised {
  readonly app: App;
  readonly zones: Template;
  readonly watch: Template;
  readonly names: Template;
}

/** @param app to make them in */
export function synth(changes: Changes = {}, app: App = anApp()): Synthesised {
  const config = configOf(changes);
  const zones = new ZonesStack(app, 'Preau-Zones', { env, config });
  const watch = new WatchStack(app, 'Preau-Watch', { env, config, busArn: BUS });
  const distributions = distributionsOf(app, config);
  const shared = { env, config, deployment: '{}' };
  const names = new NamesStack(app, 'Preau-Names', { ...shared, zones, watch, distributions });
  const templateOf = (stack: Stack) => Template.fromStack(stack);
  return { app, zones: templateOf(zones), watch: templateOf(watch), names: templateOf(names) };
}

export const anApp = (): App => new App({ context: { 'aws:cdk:bundling-stacks': [] } });

function distributionsOf(app: App, config: Config): ReadonlyMap<string, IDistribution> {
  const own = config.platforms.filter(({ mirror }) => mirror?.cloudFront);
  if (own.length === 0) return new Map();
  const stack = new Stack(app, 'Preau-Mirror', {
    env: { account: ACCOUNT, region: 'eu-central-1' },
    crossRegionReferences: true,
  });
  return new Map(
    own.map(({ id }) => {
      const defaultBehavior = { origin: new HttpOrigin('lessons.example') };
      return [id, new Distribution(stack, id, { defaultBehavior })];
    }),
  );
}

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** The resources of a type, by logical id. */
export function resourcesOf(
  template: Template,
  type: string,
): readonly (readonly [string, Resource])[] {
  const found = template.findResources(type) as Readonly<Record<string, Resource>>;
  return Object.entries(found);
}
