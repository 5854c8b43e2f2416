import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type FunctionName, shapeOf } from '../config/aws-functions.ts';
import { type Variable, VARIABLES } from '../config/aws-names.ts';
import { bundles } from './bundle-functions.ts';
import { writeDeployment } from './write-deployment.ts';

export interface PreauFunctionProps {
  /** Its folder under `lambdas/`, and its row of the table of functions. */
  readonly name: FunctionName;

  /** What `deployment.json` says: see app/deployment.ts. Written beside the code of those that read it. */
  readonly deployment: string;

  /** A value for each of the row's variables, and for no other. */
  readonly environment: Readonly<Partial<Record<Variable, string>>>;

  /**
   * By which it is called from another Region, where no reference reaches.
   *
   * @default CloudFormation's own
   */
  readonly functionName?: string;

  /**
   * Encrypts its log.
   *
   * @default the logs' own key
   */
  readonly logKey?: IKey;
}

/**
 * One function: its bundle, a role of its own that may write its own log and nothing else until it
 * is granted more, and a log that is kept for three months.
 *
 * @throws Error when the environment is not that of its row
 */
export class PreauFunction extends Construct {
  readonly lambda: Lambda;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: PreauFunctionProps) {
    super(scope, id);
    const shape = shapeOf(props.name);
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(props.logKey && { encryptionKey: props.logKey }),
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(this.role);
    this.lambda = new Lambda(this, 'Function', {
      description: shape.description,
      code: Code.fromAsset(this.codeOf(props)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: shape.memoryMb,
      ...(shape.storageMb && { ephemeralStorageSize: Size.mebibytes(shape.storageMb) }),
      timeout: Duration.seconds(shape.timeoutSec),
      role: this.role,
      logGroup,
      environment: environmentOf(props),
      ...(props.functionName === undefined ? {} : { functionName: props.functionName }),
    });
  }

  /** Without bundling, as tests of templates ask, the sources stand for the bundle. */
  private codeOf({ name, deployment }: PreauFunctionProps): string {
    const sources = join(import.meta.dirname, '..', 'lambdas', name);
    if (!Stack.of(this).bundlingRequired) return sources;
    const bundle = bundles().get(name) ?? sources;
    if (!shapeOf(name).deployment) return bundle;
    return withDeployment(name, bundle, deployment);
  }
}

const made = new Map<string, string>();

let temporary: string | null = null;

/** Gone with this process. */
function temporaryFolder(): string {
  if (temporary !== null) return temporary;
  const folder = mkdtempSync(join(tmpdir(), 'preau-functions-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  temporary = folder;
  return folder;
}

/** The bundle with its deployment beside it; one folder for all Regions that have the function. */
function withDeployment(name: string, bundle: string, deployment: string): string {
  const key = `${name} ${deployment}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const place = mkdtempSync(join(temporaryFolder(), `${name}-`));
  cpSync(bundle, place, { recursive: true });
  writeDeployment(place, deployment);
  made.set(key, place);
  return place;
}

function environmentOf({ name, environment }: PreauFunctionProps): Record<string, string> {
  const { variables, optionalVariables = [] } = shapeOf(name);
  const given = Object.keys(environment) as Variable[];
  const missing = variables.filter((one) => environment[one] === undefined);
  const surplus = given.filter((one) => ![...variables, ...optionalVariables].includes(one));
  if (missing.length + surplus.length > 0) {
    throw new Error(
      `the function ${name} must get the variables of its row in config/aws-functions.ts, got ` +
        `none of ${missing.join(', ') || '-'} and too many of ${surplus.join(', ') || '-'}`,
    );
  }
  return Object.fromEntries(
    given.flatMap((one) => {
      const value = environment[one];
      return value === undefined ? [] : [[VARIABLES[one], value]];
    }),
  );
}
