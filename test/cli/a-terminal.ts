import { runCli, type CommandModule } from '../../cli/frame.ts';
import { createIo } from '../../cli/frame-io.ts';

export interface Typed {
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  readonly modules?: readonly CommandModule[];
}

/** Type a command line and read what comes of it, without a process. */
export async function type(line: string | readonly string[], typed: Typed = {}) {
  const argv = typeof line === 'string' ? line.split(' ').filter(Boolean) : line;
  const [out, err]: [string[], string[]] = [[], []];
  const io = createIo({
    argv,
    env: typed.env ?? {},
    stdout: { write: (text) => out.push(text), isTTY: typed.isTTY ?? false, columns: 80 },
    stderr: { write: (text) => err.push(text), columns: 80 },
  });
  const exitCode = typed.modules ? await runCli(io, typed.modules) : await runCli(io);
  return { exitCode, out: out.join(''), err: err.join('') };
}
