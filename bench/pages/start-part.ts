import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of the bench `pages`, and the first thing that it said. */
export interface Part<Said> extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly said: Said;
  /** What it answers when it is asked how far it is. */
  ask<Told>(): Promise<Told>;
}

/**
 * Start a file beside this one in a process of its own.
 *
 * @throws Error when it ends before it says anything
 */
export async function startPart<Said>(
  name: string,
  args: readonly (number | string)[],
): Promise<Part<Said>> {
  const path = fileURLToPath(new URL(name, import.meta.url));
  const child = fork(path, args.map(String));
  const gone = once(child, 'exit');
  const said = await Promise.race([
    once(child, 'message').then(([message]) => message as Said),
    gone.then(([code]) => Promise.reject(new Error(`${name} ended with ${code}`))),
  ]);
  return {
    child,
    pid: child.pid ?? Number.NaN,
    said,
    async ask<Told>() {
      const told = once(child, 'message');
      child.send('tell');
      const [message] = await told;
      return message as Told;
    },
    async [Symbol.asyncDispose]() {
      child.kill();
      await gone;
    },
  };
}
