import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { VantageStack } from '../../lib/vantage-stack.ts';
import { anApp, synth } from './names-fixture.ts';

// Goal: what turns DNS follows AwsSolutions, but for what is written beside it with its reason.
// Method: cdk-nag on the stacks; a finding ends the synthesis.

test('the stacks of zones, checks, vantages and names have no finding', () => {
  const app = anApp();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const env = { account: '123456789012', region: 'eu-central-1' };
  new VantageStack(app, 'Preau-Vantage-eu-central-1', { env, deployment: '{}' });
  expect(() => synth({}, app).app.synth()).not.toThrow();
});
