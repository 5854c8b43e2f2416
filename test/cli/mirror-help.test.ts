// Goal: the help of each of a mirror's commands shows one line that can be typed.
// Method: every help text, and its example given to the command line as the shell would.
import { expect, it } from 'vitest';
import { buildProgram } from '../../cli/frame.ts';
import { createIo } from '../../cli/frame-io.ts';

const sink = { write: () => true };

it.each(['fr', 'en'] as const)('has an example that its command takes (%s)', async (language) => {
  const program = buildProgram(
    createIo({ argv: ['--lang', language], env: {}, stdout: sink, stderr: sink }),
  );
  const mirror = program.commands.find((command) => command.name() === 'mirror');
  const commands = mirror?.commands ?? [];
  expect(commands.length).toBeGreaterThan(8);
  for (const command of commands) {
    let help = '';
    command.configureOutput({ writeOut: (text) => void (help += text) });
    command.outputHelp();
    const example = /\n(?:Exemple :|Example:)\n  preau mirror (.+)\n$/.exec(help)?.[1] ?? '';
    const words = [...example.matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    );
    expect(words[0]).toBe(command.name());
    let taken = false;
    command.action(() => {
      taken = true;
    });
    await program.parseAsync(['mirror', ...words], { from: 'user' });
    expect([command.name(), taken]).toEqual([command.name(), true]);
  }
});
