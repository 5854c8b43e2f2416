import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { PROBE_FUNCTION } from '../config/aws-names.ts';
import { PreauFunction } from './preau-function.ts';

export interface VantageStackProps extends StackProps {
  /** What app/deployment.ts describes, as JSON. */
  readonly deployment: string;
}

/**
 * The eyes of one Region: a function that probes what it was deployed with, and that the home calls
 * by its name. It has no AWS client, and no right but to write its log.
 */
export class VantageStack extends Stack {
  readonly probe: PreauFunction;

  constructor(scope: Construct, id: string, { deployment, ...props }: VantageStackProps) {
    super(scope, id, { description: 'Préau: probes from this Region', ...props });
    this.probe = new PreauFunction(this, 'Probe', {
      name: 'probe',
      functionName: PROBE_FUNCTION,
      deployment,
      environment: {},
    });
  }
}
