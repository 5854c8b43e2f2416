import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { deploymentOf } from '../../cli/deployment.ts';
import type { FunctionName } from '../../config/aws-functions.ts';
import { OBJECTS } from '../../config/aws-names.ts';
import type { Config } from '../../config/schema.ts';
import type { AwsConfig } from '../../config/schema-aws.ts';
import type { Policy } from '../../core/policy.ts';
import { loadPolicy } from '../../home/load-policy.ts';
import { type Account, BUCKET_NAMES, openAccount } from './aws-account.ts';
import { makeZone, type Zone } from './aws-names-zone.ts';
import { type Conductor, startConductor } from './conductor.ts';
import { deployFunctions, type Form } from './deploy-functions.ts';
import { tellOutputs } from './home-outputs.ts';
import type { LambdaFunction } from './lambda-function.ts';
import { type MotoServer, startMoto } from './moto-server.ts';
import { type NameServer, startNameServer } from './name-server.ts';
import { preau } from './preau-command.ts';
import type { PythonTools } from './python-tools.ts';
import { type SmsEndpoint, startSmsEndpoint } from './sms-endpoint.ts';
import { CONTROL, MIRROR, ORIGIN, worldConfig } from './world-config.ts';
import { makeDirectory } from './world-directory.ts';
import { startServers, type WorldServers } from './world-servers.ts';

/** A whole home on AWS, with moto for AWS, and the world that it watches. */
export interface Home {
  readonly moto: MotoServer;
  readonly account: Account;
  readonly zone: Zone;
  readonly names: NameServer;
  readonly world: WorldServers;
  /** Carries SMS where `aws.sms` is `end-user-messaging`. */
  readonly smsEndpoint: SmsEndpoint;
  readonly config: Config;
  readonly policy: Policy;
  readonly conductor: Conductor;
  /** A working folder, gone when the home stops. */
  readonly folder: string;
  /** Type a command about this home as an operator does. @returns what it wrote */
  readonly preau: (...words: readonly string[]) => Promise<string>;
  /** @throws Error when it is not deployed */
  readonly functionOf: (name: FunctionName) => LambdaFunction;
  /** What a function wrote; nothing when it is not deployed. */
  readonly linesOf: (name: FunctionName) => readonly string[];
  stop(): Promise<void>;
}

export interface HomeSettings {
  /** What the functions run: their sources, or the bundles that Lambda would get. */
  readonly form: Form;
  /** Who carries SMS: moto has SNS; End User Messaging is an endpoint of this suite's own. */
  readonly sms: AwsConfig['sms'];
}

type Stop = () => unknown;

/** Start it; resolves when everything answers and nothing has happened yet. */
export async function startHome(python: PythonTools, settings: HomeSettings): Promise<Home> {
  if (python.kind === 'absent') throw new Error(python.why);
  const stops: Stop[] = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.splice(0).toReversed()) await one();
  };
  try {
    const later = (one: Stop): void => void stops.push(one);
    const stage = await raiseStage(python.python, settings, later);
    return { ...stage, ...(await raiseFunctions(stage, settings, later)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Stage = Omit<Home, 'conductor' | 'functionOf' | 'linesOf' | 'stop'>;

/** Everything that the functions meet. */
async function raiseStage(
  python: string,
  { sms }: HomeSettings,
  later: (stop: Stop) => void,
): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'preau-conformance-'));
  later(() => rm(folder, { recursive: true, force: true }));
  const moto = await startMoto(python);
  later(() => moto.stop());
  const world = await startServers(folder);
  later(() => world.stop());
  const smsEndpoint = await startSmsEndpoint();
  later(() => smsEndpoint.stop());
  const { yaml, config } = worldConfig({ ports: world.ports, secondHost: moto.url, sms });
  const policy = loadPolicy(config);
  const account = await openAccount(moto.url);
  later(() => account.close());
  await tellOutputs(account, deploymentOf(config).digest);
  const zone = await makeZone(account.clients.route53, 'region.example', policy);
  const holds = { client: account.clients.holds, bucket: BUCKET_NAMES.holds };
  const names = await startNameServer({ zone, holds });
  later(() => names.stop());
  await publishAhead(account, world, folder, yaml);
  const command = (...words: readonly string[]) =>
    preau(moto.url, ...words, '--aws', '--config', join(folder, 'preau.yaml'));
  const aws = { moto, account, zone, names, smsEndpoint };
  return { ...aws, world, config, policy, folder, preau: command };
}

/** What is there before the first morning: the mirror's manifest, and the schools. */
async function publishAhead(
  { url, clients }: Account,
  { manifest }: WorldServers,
  folder: string,
  yaml: string,
): Promise<void> {
  await clients.s3.send(
    new PutObjectCommand({
      Bucket: BUCKET_NAMES.evidence,
      Key: OBJECTS.manifest(manifest.platform),
      Body: JSON.stringify(manifest),
    }),
  );
  const file = join(folder, 'preau.yaml');
  await writeFile(file, yaml);
  const data = await makeDirectory(join(folder, 'data'));
  await preau(url, 'schools', 'publish', file, '--data', data);
}

/** The functions, and what calls them. */
async function raiseFunctions(
  stage: Stage,
  { form }: HomeSettings,
  later: (stop: Stop) => void,
): Promise<Pick<Home, 'conductor' | 'functionOf' | 'linesOf'>> {
  const { moto, account, zone, names, smsEndpoint, world, config, folder } = stage;
  const lambda = await deployFunctions({
    form,
    folder: join(folder, 'functions'),
    deployment: JSON.stringify(deploymentOf(config)),
    values: {
      ...account.values,
      zoneIds: JSON.stringify({ [zone.name]: zone.id }),
      authorities: JSON.stringify([{ address: '127.0.0.1', port: names.port }]),
    },
    environment: {
      AWS_ENDPOINT_URL: moto.url,
      AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: smsEndpoint.url,
      NODE_EXTRA_CA_CERTS: world.caFile,
      CONFORMANCE_HOSTS: JSON.stringify([ORIGIN, MIRROR, CONTROL]),
    },
  });
  later(() => lambda.stop());
  const conductor = await startConductor({ account, find: lambda.find });
  later(() => conductor.stop());
  return {
    conductor,
    functionOf: (name) => {
      const found = lambda.find(name);
      if (found === undefined) throw new Error(`the function ${name} is not deployed`);
      return found;
    },
    linesOf: (name) => lambda.find(name)?.lines() ?? [],
  };
}
