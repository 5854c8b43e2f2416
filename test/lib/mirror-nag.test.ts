import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { configWith, mirrorApp } from './mirror-app.ts';

// Goal: cdk-nag has nothing to say of certificates, mirrors and pages that is not answered beside it.
// Method: the AwsSolutions pack over all three, with and without names of their own; its own report.

const reportSchema = z.object({
  pluginReports: z.array(
    z.object({ pluginName: z.string(), violations: z.array(z.object({ ruleName: z.string() })) }),
  ),
});

/** The rules that the pack finds broken: it says so in its report, and stops the synthesis. */
function brokenRules(app: App): readonly string[] {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const { outdir } = app;
  try {
    app.synth();
  } catch {
    // Its findings are in the report.
  }
  const text = readFileSync(join(outdir, 'validation-report.json'), 'utf8');
  const { pluginReports } = reportSchema.parse(JSON.parse(text));
  return pluginReports
    .filter(({ pluginName }) => pluginName === 'AwsSolutions')
    .flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName));
}

test.each([
  ['a locked bucket', { 'aws.mirrors.lockDays': 30 }],
  ['a status page without a name', { 'pages.url': 'https://etat.ailleurs.example' }],
])('AwsSolutions finds nothing (%s)', (_, changes) => {
  expect(brokenRules(mirrorApp(configWith(changes)).app)).toEqual([]);
});

test('AwsSolutions would find a bucket that nobody explained', () => {
  const { app, pages } = mirrorApp();
  new Bucket(pages, 'Bare');
  expect(brokenRules(app)).toContain('AwsSolutions-S1');
});
