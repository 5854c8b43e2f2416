import { App } from 'aws-cdk-lib';
import { loadConfig } from '../cli/check-load-config.ts';
import { costSummary } from '../cli/cost-summary.ts';
import { deploymentOf } from '../cli/deployment.ts';
import { reportError } from '../cli/errors.ts';
import { createIo } from '../cli/frame-io.ts';
import { PreauError } from '../core/errors.ts';
import { buildApp } from '../lib/build-app.ts';

const { env, stdout, stderr } = process;
const io = createIo({ argv: [], env, stdout, stderr });
// Once, by hand, so that what fails is told once.
const app = new App({ autoSynth: false });
const file: unknown = app.node.tryGetContext('config') ?? 'examples/aws.yaml';
try {
  const config = await loadConfig(String(file), io);
  buildApp(app, config, JSON.stringify(deploymentOf(config)));
  app.synth();
  for (const line of costSummary(config, io.language)) stderr.write(`${line}\n`);
} catch (error) {
  if (error instanceof PreauError) reportError(io, error, false);
  // A construct says what it expected, got, and what to change; the CDK has said the rest.
  else stderr.write(`preau: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = io.exitCode || 1;
}
