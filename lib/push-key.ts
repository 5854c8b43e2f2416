import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { PUSH_KEY_OUTPUT } from '../config/aws-outputs.ts';
import { acknowledge } from './acknowledge.ts';

/**
 * What the key is made of that push services know the home by (adapters/aws/push-secret-key.ts): letters
 * that are drawn when it is deployed, so that nobody makes a key and none is ever outside the store. It
 * outlives its stack: with another one every browser would have to subscribe again.
 */
export class PushKey extends Construct {
  readonly secret: Secret;

  constructor(scope: Construct, id: string, { key }: { readonly key: IKey }) {
    super(scope, id);
    this.secret = new Secret(this, 'Secret', {
      description: 'What the key is made of that push services know the home by',
      encryptionKey: key,
      // 64 letters and digits are 381 bits, as many as the derivation of a key of P-256 wants.
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    acknowledge(this.secret, {
      rule: 'SMG4',
      reason: 'With another secret every browser would have to subscribe again',
    });
    new CfnOutput(this, 'Output', {
      description: 'The secret of pushes: keep it',
      value: this.secret.secretArn,
    }).overrideLogicalId(PUSH_KEY_OUTPUT);
  }
}
