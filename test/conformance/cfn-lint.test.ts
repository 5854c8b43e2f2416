// Goal: every template that the CDK app makes is one that CloudFormation would take, by AWS's own
// checker of templates. Method: `node bin/app.ts` into a folder of the test's own, as the CDK's
// command line starts it, and cfn-lint over all that it wrote.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { NODE } from './lambda-function.ts';

const run = promisify(execFile);
const python = inject('python');
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What is not heeded, and why. A rule that no longer finds anything is taken out again. */
const IGNORED: Readonly<Record<string, string>> = {};

interface Finding {
  readonly Filename: string;
  readonly Level: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: readonly unknown[] | null };
}

describe.skipIf(python.kind === 'absent')('the templates of the example', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preau-templates-'));
  let templates: readonly string[] = [];
  let findings: readonly Finding[] = [];
  beforeAll(async () => {
    await synthesise(folder);
    templates = readdirSync(folder).filter((name) => name.endsWith('.template.json'));
    findings = await lint(templates.map((name) => join(folder, name)));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are those of more than one stack', () => {
    expect(templates.length).toBeGreaterThan(3);
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
  await run(NODE, ['bin/app.ts'], { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024 });
}

/** cfn-lint exits with the kinds of what it found: only its list of findings counts. */
async function lint(files: readonly string[]): Promise<readonly Finding[]> {
  if (python.kind === 'absent') return [];
  const { cfnLint } = python;
  const words = ['--format', 'json', '--include-checks', 'W', '--', ...files];
  const { stdout } = await run(cfnLint, words, { maxBuffer: 64 * 1024 * 1024 }).catch(
    (failed: { readonly stdout?: string; readonly stderr?: string }) => {
      if (failed.stdout?.startsWith('[')) return { stdout: failed.stdout };
      throw new Error(`cfn-lint gave no findings: ${failed.stderr}`);
    },
  );
  return JSON.parse(stdout) as Finding[];
}
