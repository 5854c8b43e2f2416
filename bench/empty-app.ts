import { App, Stack } from 'aws-cdk-lib';

// The peer of the bench `synth`: what the CDK costs by itself.
const app = new App();
new Stack(app, 'Empty');
app.synth();
