import { runCli } from './frame.ts';
import { createIo } from './frame-io.ts';

/** Run the CLI of this process. A reader that went away (`preau … | head`) ends it quietly. */
export async function runProcess(): Promise<void> {
  const { argv, env, stdout, stderr } = process;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  process.exitCode = await runCli(createIo({ argv: argv.slice(2), env, stdout, stderr }));
}
