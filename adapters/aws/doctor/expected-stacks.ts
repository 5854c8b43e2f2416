import { GLOBAL_REGION, STACKS } from '../../../config/aws-names.ts';
import type { AwsConfig } from '../../../config/schema-aws.ts';
import type { Config } from '../../../config/schema.ts';
import { vantageRegions } from '../../../config/vantage-regions.ts';

export interface ExpectedStack {
  readonly name: string;
  readonly region: string;
}

/** The stacks that a configuration synthesises, in the order in which they are deployed. */
export function expectedStacks(
  { vantages }: Pick<Config, 'vantages'>,
  aws: AwsConfig,
): readonly ExpectedStack[] {
  return [
    { name: STACKS.hold, region: aws.holdRegion },
    { name: STACKS.zones, region: GLOBAL_REGION },
    ...vantageRegions(vantages, aws.region).map((region) => ({
      name: STACKS.vantage(region),
      region,
    })),
    { name: STACKS.home, region: aws.region },
    { name: STACKS.watch, region: GLOBAL_REGION },
    { name: STACKS.certificates, region: GLOBAL_REGION },
    ...(aws.mirrors ? [{ name: STACKS.mirror, region: aws.mirrors.region }] : []),
    { name: STACKS.pages, region: aws.region },
    { name: STACKS.names, region: GLOBAL_REGION },
  ];
}
