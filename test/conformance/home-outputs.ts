import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { STACKS } from '../../config/aws-names.ts';
import { DEPLOYMENT_OUTPUT, HOME_OUTPUTS } from '../../config/aws-outputs.ts';
import { type Account, KEYS, REGION } from './aws-account.ts';

/** Let the home's stack say what it says of itself, by which the command line finds it. */
export async function tellOutputs({ url, values }: Account, digest: string): Promise<void> {
  const told = HOME_OUTPUTS.map((name) => [name, { Value: values[name] }]);
  const TemplateBody = JSON.stringify({
    Resources: { Operators: { Type: 'AWS::SNS::Topic' } },
    Outputs: { ...Object.fromEntries(told), [DEPLOYMENT_OUTPUT]: { Value: digest } },
  });
  const client = new CloudFormationClient({ endpoint: url, region: REGION, credentials: KEYS });
  await client.send(new CreateStackCommand({ StackName: STACKS.home, TemplateBody }));
  client.destroy();
}
