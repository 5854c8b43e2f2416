import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FunctionName, shapeOf } from '../../config/aws-functions.ts';
import { PROBE_FUNCTION, type Variable, VARIABLES } from '../../config/aws-names.ts';
import { BUNDLE_FILE, bundleFunctions } from '../../lib/bundle-functions.ts';
import { writeDeployment } from '../../lib/write-deployment.ts';
import { REGION } from './aws-account.ts';
import { startInvokeEndpoint } from './invoke-endpoint.ts';
import { type LambdaFunction, startFunction } from './lambda-function.ts';
import { OTHER_REGION } from './world-config.ts';

/** `sources`: each index.ts as it stands. `bundles`: what esbuild makes of it for Lambda. */
export type Form = 'sources' | 'bundles';

export interface DeploySettings {
  readonly form: Form;
  /** Is made: each function's own folder is in it. */
  readonly folder: string;
  readonly deployment: string;
  readonly values: Readonly<Partial<Record<Variable, string>>>;
  /** For every function, beside the variables of its row. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface Deployed {
  /** @param name of its folder; of the probe there is one in each vantage's Region, and this is home's */
  readonly find: (name: string) => LambdaFunction | undefined;
  stop(): Promise<void>;
}

/** Those that an incident goes through. The others build, publish and deploy, beforehand. */
const DEPLOYED = [
  'probe',
  'observe',
  'relay-outbox',
  'act',
  'plan-notice',
  'send-mail',
  'send-sms',
  'receipts',
  'acknowledge',
  'publish-pages',
  'send-push',
  'watchdog',
  'tell-health',
] as const satisfies readonly FunctionName[];

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Deploy the functions of an incident, each with the variables of its row in config/aws-functions.ts
 * and no other, and let `observe` invoke the probes.
 */
export async function deployFunctions(settings: DeploySettings): Promise<Deployed> {
  const { form, folder, values } = settings;
  const functions = new Map<string, LambdaFunction>();
  const invoke = await startInvokeEndpoint((name, region) =>
    name === PROBE_FUNCTION ? functions.get(`probe ${region}`) : undefined,
  );
  const environment = { ...settings.environment, AWS_ENDPOINT_URL_LAMBDA: invoke.url };
  const bundles = form === 'bundles' ? bundleFunctions(join(folder, 'bundles')) : null;
  for (const name of DEPLOYED) {
    const source = join(ROOT, 'lambdas', name, 'index.ts');
    const taskRoot = join(folder, name);
    await mkdir(taskRoot, { recursive: true });
    const { deployment, timeoutSec, memoryMb } = shapeOf(name);
    if (deployment) writeDeployment(taskRoot, settings.deployment);
    const bundle = bundles?.get(name);
    if (bundle !== undefined) await cp(bundle, taskRoot, { recursive: true });
    const common = {
      file: bundle === undefined ? source : join(taskRoot, BUNDLE_FILE),
      taskRoot,
      timeoutSec,
      memoryMb,
      environment: { ...environment, ...variablesOf(name, values) },
    };
    const named = name === 'probe' ? PROBE_FUNCTION : `preau-${name}`;
    for (const region of name === 'probe' ? [REGION, OTHER_REGION] : [REGION])
      functions.set(
        name === 'probe' ? `probe ${region}` : name,
        await startFunction({ ...common, name: named, region }),
      );
  }
  return {
    find: (name) => functions.get(name === 'probe' ? `probe ${REGION}` : name),
    stop: async () => {
      await Promise.all([...functions.values()].map((one) => one.stop()));
      await invoke.stop();
    },
  };
}

function variablesOf(
  name: FunctionName,
  values: DeploySettings['values'],
): Readonly<Record<string, string>> {
  const { variables, optionalVariables = [] } = shapeOf(name);
  const missing = variables.filter((one) => values[one] === undefined);
  if (missing.length > 0)
    throw new Error(`the account of this suite has no ${missing.join(', ')} for ${name}`);
  return Object.fromEntries(
    [...variables, ...optionalVariables].flatMap((one) => {
      const value = values[one];
      return value === undefined ? [] : [[VARIABLES[one], value]];
    }),
  );
}
