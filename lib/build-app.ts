import type { App } from 'aws-cdk-lib';
import type { Config } from '../config/schema.ts';
import { HoldStack } from './hold-stack.ts';
import { HomeStack } from './home-stack.ts';
import { NamesStack } from './names-stack.ts';
import { WatchStack } from './watch-stack.ts';

/**
 * The home on AWS, as four stacks in the order that they are deployed in.
 *
 * The names are not deployed with the checks: `cdk deploy Preau-Hold Preau-Watch Preau-Home`, then,
 * once Route 53 says that every check is healthy, `cdk deploy --exclusively Preau-Names`.
 *
 * @throws Error when the configuration has no `aws` section
 */
export function buildApp(app: App, config: Config): void {
  const { aws } = config;
  if (!aws) {
    throw new Error(
      'expected an aws section in the configuration, got none; see docs/configuration.md',
    );
  }
  const home = { env: { region: aws.region } };
  const hold = new HoldStack(app, 'Preau-Hold', {
    env: { region: aws.holdRegion },
    bucketName: aws.holdBucket,
  });
  const watch = new WatchStack(app, 'Preau-Watch', {
    ...home,
    config,
    holdBucketName: aws.holdBucket,
    holdRegion: aws.holdRegion,
  });
  watch.addStackDependency(hold);
  new NamesStack(app, 'Preau-Names', { ...home, config, watch });
  new HomeStack(app, 'Preau-Home', { ...home, config, vantage: `aws-${aws.region}` });
}
