// Goal: every template that the CDK app makes is one that CloudFormation would take, by AWS's own
// checker of templates. Method: `node bin/app.ts` into a folder of the test's own, as the CDK's
// command line starts it, and cfn-lint over all that it wrote.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { NODE } from './lambda-function.ts';

const run = promisify(execFile);
const python = inject('python');
/** What a program may write before it is taken for one that went wrong. Chosen. */
const OUTPUT_MAX = 64 * 1024 * 1024;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What is not heeded, and why. A rule that no longer finds anything is taken out again. */
const IGNORED: Readonly<Record<string, string>> = {
  W3005:
    'The CDK names a role beside its policy in DependsOn, so that a function waits for both; that the role alone is named twice does no harm, and its own custom resources do the same.',
};

interface Finding {
  readonly Filename: string;
  readonly Level: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: readonly unknown[] | null };
}

describe.skipIf(python.kind === 'absent')('the templates of the example', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preau-templates-'));
  let regions: readonly string[] = [];
  let findings: readonly Finding[] = [];
  beforeAll(async () => {
    await synthesise(folder);
    regions = stacksOf(folder).map(({ region }) => region);
    findings = await lintAll(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are those of stacks in several Regions, the one of CloudFront and Route 53 among them', () => {
    expect(regions.length).toBeGreaterThan(5);
    expect(new Set(regions).size).toBeGreaterThan(2);
    expect(regions).toContain('us-east-1');
  });

  it('have no error, and no warning without a written reason', () => {
    const faults = findings
      .filter(({ Rule }) => !Object.hasOwn(IGNORED, Rule.Id))
      .map(({ Rule, Filename, Location, Message }) =>
        [Rule.Id, Filename.slice(folder.length + 1), Location.Path?.join('/'), Message].join(' '),
      );
    expect(faults).toEqual([]);
  });

  it('still need each reason that is written', () => {
    const found = new Set(findings.map(({ Rule }) => Rule.Id));
    expect(Object.keys(IGNORED).filter((id) => !found.has(id))).toEqual([]);
  });
});

async function synthesise(folder: string): Promise<void> {
  const env = { ...process.env, CDK_OUTDIR: folder };
  await run(NODE, ['bin/app.ts'], { cwd: ROOT, env, maxBuffer: OUTPUT_MAX });
}

/** Each template for the Region that it is for: not every Region has every resource. */
async function lintAll(folder: string): Promise<readonly Finding[]> {
  const stacks = stacksOf(folder);
  const byRegion = Map.groupBy(stacks, ({ region }) => region);
  const found: Finding[] = [];
  for (const [region, some] of byRegion)
    found.push(
      ...(await lint(
        region,
        some.map(({ file }) => join(folder, file)),
      )),
    );
  return found;
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly properties?: { readonly templateFile?: string };
}

/** What the synthesis says that it wrote, with `aws://ACCOUNT/REGION` of each. */
function stacksOf(folder: string): readonly { readonly file: string; readonly region: string }[] {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    readonly artifacts: Readonly<Record<string, Artifact>>;
  };
  return Object.values(manifest.artifacts).flatMap(({ type, environment = '', properties }) =>
    type === 'aws:cloudformation:stack' && properties?.templateFile !== undefined
      ? [{ file: properties.templateFile, region: environment.split('/').at(-1) ?? '' }]
      : [],
  );
}

/** cfn-lint exits with the kinds of what it found: only its list of findings counts. */
async function lint(region: string, files: readonly string[]): Promise<readonly Finding[]> {
  if (python.kind === 'absent') return [];
  const words = ['--format', 'json', '--regions', region, '--', ...files];
  const { stdout } = await run(python.cfnLint, words, { maxBuffer: OUTPUT_MAX }).catch(
    (failed: { readonly stdout?: string; readonly stderr?: string }) => {
      if (failed.stdout?.startsWith('[')) return { stdout: failed.stdout };
      throw new Error(`cfn-lint gave no findings: ${failed.stderr}`);
    },
  );
  return JSON.parse(stdout) as Finding[];
}
