import { type App, CfnResource, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { AwsConfig } from '../config/schema-aws.ts';
import { GLOBAL_REGION, STACKS } from '../config/aws-names.ts';
import type { Config } from '../config/schema.ts';
import { vantageRegions } from '../config/vantage-regions.ts';
import { CertificatesStack } from './certificates-stack.ts';
import { HoldStack } from './hold-stack.ts';
import { HomeStack } from './home-stack.ts';
import { MirrorStack } from './mirror-stack.ts';
import { NamesStack } from './names-stack.ts';
import { PagesStack } from './pages-stack.ts';
import { VantageStack } from './vantage-stack.ts';
import { WatchStack } from './watch-stack.ts';
import { ZonesStack } from './zones-stack.ts';

/**
 * The home on AWS, as stacks that `cdk deploy --all` puts in order: holds, zones, home, vantages,
 * certificates, mirrors, pages, checks, and last the names, which refuse until every check is
 * healthy. All of it is held to cdk-nag's rules for AWS solutions: a finding that nobody
 * acknowledged with its reason fails the synthesis.
 *
 * @param deployment what the functions are deployed with beside their code (app/deployment.ts), as JSON
 * @throws Error when the configuration has no `aws` section
 * @see docs/decisions/0011-stacks-and-regions.md
 */
export function buildApp(app: App, config: Config, deployment: string): void {
  const { aws } = config;
  if (!aws)
    throw new Error(
      'expected an aws section in the configuration, got none; see docs/configuration.md',
    );
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
  const shared = { config, deployment };
  const hold = new HoldStack(app, STACKS.hold, {
    ...inRegion(aws.holdRegion, aws),
    ...KEPT,
    bucketName: aws.holdBucket,
  });
  const zones = new ZonesStack(app, STACKS.zones, { ...inRegion(GLOBAL_REGION, aws), config });
  const home = new HomeStack(app, STACKS.home, { ...inRegion(aws.region, aws), ...shared });
  for (const region of vantageRegions(config.vantages, aws.region)) {
    // The home calls these by name: they are there before its rounds begin.
    home.addStackDependency(
      new VantageStack(app, STACKS.vantage(region), { ...inRegion(region, aws), deployment }),
    );
  }
  const certificates = new CertificatesStack(app, STACKS.certificates, {
    ...inRegion(GLOBAL_REGION, aws),
    config,
    zones,
  });
  const distributions = mirrorsOf(app, { aws, ...shared, certificates, zones });
  new PagesStack(app, STACKS.pages, {
    ...inRegion(aws.region, aws),
    config,
    certificates,
    zones,
    apiDomain: home.apiHost,
    healthDomain: home.healthHost,
  });
  const watch = new WatchStack(app, STACKS.watch, {
    ...inRegion(GLOBAL_REGION, aws),
    config,
    busArn: home.busArn,
  });
  // Its checks look at the holds, and its rule at the home's bus, by name.
  watch.addStackDependency(hold);
  watch.addStackDependency(home);
  new NamesStack(app, STACKS.names, {
    ...inRegion(GLOBAL_REGION, aws),
    ...KEPT,
    ...shared,
    zones,
    watch,
    distributions,
  });
  dropEmpty(app);
}

/** Where every zone exists, or nothing needs a certificate, there is nothing to deploy. */
function dropEmpty(app: App): void {
  for (const stack of app.node.children.filter((one) => Stack.isStack(one)))
    if (!stack.node.findAll().some((one) => CfnResource.isCfnResource(one)))
      app.node.tryRemoveChild(stack.node.id);
}

/** Names lean on these at this moment: to destroy one, a person must first say that it may be. */
const KEPT = { terminationProtection: true } as const;

const inRegion = (region: string, { account }: AwsConfig): StackProps => ({
  env: { region, ...(account === undefined ? {} : { account }) },
});

interface MirrorNeeds {
  readonly aws: AwsConfig;
  readonly config: Config;
  readonly deployment: string;
  readonly certificates: CertificatesStack;
  readonly zones: ZonesStack;
}

/** @returns by platform; empty when every mirror is at another hoster, and there is then no stack */
function mirrorsOf(app: App, needs: MirrorNeeds): MirrorStack['distributions'] {
  const { aws, ...shared } = needs;
  if (!aws.mirrors) return new Map();
  return new MirrorStack(app, STACKS.mirror, {
    ...inRegion(aws.mirrors.region, aws),
    ...KEPT,
    ...shared,
  }).distributions;
}
