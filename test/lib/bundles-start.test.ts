import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deploymentOf } from '../../cli/deployment.ts';
import { FUNCTIONS, type FunctionName, shapeOf } from '../../config/aws-functions.ts';
import { VARIABLES } from '../../config/aws-names.ts';
import { readConfig } from '../../config/read-config.ts';
import { PreauFunction } from '../../lib/preau-function.ts';
import { aConfig } from '../config/a-config.ts';
import { WHOLE } from './a-home.ts';

// Goal: what would be deployed starts; a template cannot tell.
// Method: bundle each function as `cdk deploy` does, and load it in a process of its own, with the
// variables of its row and nothing else of this machine's.

const outdir = mkdtempSync(join(tmpdir(), 'preau-bundles-start-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const names = Object.keys(FUNCTIONS) as FunctionName[];
const folders = new Map<string, string>();

/** What is read as a function starts; every other value is any word. */
const READ: Readonly<Record<string, string>> = {
  deadLetterQueues: '["https://sqs.eu-west-3.amazonaws.com/0/dead"]',
  zoneIds: '{"region.example":"Z0123456789EXAMPLE"}',
};

/** All that the stacks give it; no stack names name servers. */
function environmentOf(name: FunctionName) {
  const { variables, optionalVariables = [] } = shapeOf(name);
  const given = [...variables, ...optionalVariables].filter((one) => one !== 'authorities');
  return Object.fromEntries(given.map((one) => [one, READ[one] ?? 'a-value']));
}

beforeAll(() => {
  const read = readConfig(aConfig(WHOLE));
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  const deployment = JSON.stringify(deploymentOf(read.config));
  const app = new App({ outdir, context: { 'aws:cdk:bundling-stacks': ['**'] } });
  const stack = new Stack(app, 'All', { env: { region: 'eu-west-3' } });
  for (const name of names)
    new PreauFunction(stack, name, { name, deployment, environment: environmentOf(name) });
  app.synth();
  const made = Template.fromStack(stack).findResources('AWS::Lambda::Function');
  for (const { Properties } of Object.values(made)) {
    const row = names.find((name) => FUNCTIONS[name].description === Properties['Description']);
    const { S3Key } = Properties['Code'] as { readonly S3Key: string };
    folders.set(row ?? '', join(outdir, `asset.${S3Key.replace('.zip', '')}`));
  }
}, 180_000);

const START = `
  const { handler } = require('./index.js');
  if (typeof handler !== 'function') throw new Error('no handler');
`;

test.each(names)('%s starts from its bundle, with what it is given', (name) => {
  const folder = folders.get(name) ?? '';
  const variables = Object.entries(environmentOf(name)).map(([variable, value]) => [
    VARIABLES[variable as keyof typeof VARIABLES],
    value,
  ]);
  const { status, stderr } = spawnSync(process.execPath, ['--eval', START], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 30_000,
    env: {
      LAMBDA_TASK_ROOT: folder,
      AWS_REGION: 'eu-west-3',
      ...Object.fromEntries(variables),
    },
  });
  // Of what it throws, not the line of the bundle, which is all of it.
  const said = stderr.split('\n').filter((line) => /^\S*(?:Error|Warning)/.test(line));
  expect(said.filter((line) => line.length < 1_000)).toEqual([]);
  expect(status).toBe(0);
});
