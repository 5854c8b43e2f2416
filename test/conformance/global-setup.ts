import type { TestProject } from 'vitest/node';
import { preparePython, type PythonTools } from './python-tools.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly python: PythonTools;
  }
}

/**
 * Prepare the foreign implementations once for all files. Where they cannot be had, every test is
 * skipped, with one line that says why; under `CI=true` with `PREAU_CONFORMANCE=required` that is a
 * failure.
 */
export default async function setup(project: TestProject): Promise<void> {
  const python = await preparePython();
  project.provide('python', python);
  if (python.kind === 'ready') return;
  const line = `conformance: skipped, ${python.why}`;
  if (process.env['CI'] === 'true' && process.env['PREAU_CONFORMANCE'] === 'required')
    throw new Error(`${line}; PREAU_CONFORMANCE=required asks for it. Let pip reach its registry.`);
  console.error(line);
}
