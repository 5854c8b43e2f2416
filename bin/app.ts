import { App } from 'aws-cdk-lib';
import { loadConfig } from '../cli/check-load-config.ts';
import { createIo } from '../cli/frame-io.ts';
import { buildApp } from '../lib/build-app.ts';

const { env, stdout, stderr } = process;
const app = new App();
const file: unknown = app.node.tryGetContext('config') ?? 'examples/preau.yaml';
buildApp(app, await loadConfig(String(file), createIo({ argv: [], env, stdout, stderr })));
app.synth();
