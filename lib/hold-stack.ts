import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { HoldBucket } from './hold-bucket.ts';

export interface HoldStackProps extends StackProps {
  readonly bucketName: string;
}

/** The holds, in another Region than Préau's home, so that they work while the home is down. */
export class HoldStack extends Stack {
  constructor(scope: Construct, id: string, props: HoldStackProps) {
    super(scope, id, props);
    new HoldBucket(this, 'Holds', { bucketName: props.bucketName });
  }
}
