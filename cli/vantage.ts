import type { Command } from 'commander';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CommandModule, CommonOptions } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';
import type { CheckVantagesOptions } from './vantage-check.ts';
import type { ServeOptions } from './vantage-serve.ts';
import { vantageWords } from './vantage-words.ts';

/** `preau vantage`, `preau vantage check|key`: a probe agent that can run anywhere. */
export const vantageCommand: CommandModule = {
  register(program, io) {
    const words = vantageWords(io.language);
    const vantage = program
      .command('vantage')
      .description(words.group)
      .option('--port <port>', words.port)
      .option('--key-file <file>', words.keyFile)
      .option('--listen <address>', words.listen, '127.0.0.1')
      .option('--allow <hosts>', words.allow)
      .option('--allow-file <file>', words.allowFile)
      .option('--allow-private', words.allowPrivate)
      .option('--resolver <address...>', words.resolver)
      .option('--ca <file>', words.ca)
      .option('--tls-cert <file>', words.tlsCert)
      .option('--tls-key <file>', words.tlsKey)
      .action(async (_options: ServeOptions, command: Command) => {
        const { serveVantage } = await import('./vantage-serve.ts');
        io.exitCode = await serveVantage(command.optsWithGlobals<ServeOptions>(), io);
      });
    vantage
      .command('check')
      .description(words.check)
      .option('--config <file>', words.config, 'preau.yaml')
      .option('--ca <file>', words.checkCa)
      .action(async (options: CheckVantagesOptions, command: Command) => {
        const { checkVantages } = await import('./vantage-check.ts');
        const asked = { ...command.optsWithGlobals<CheckVantagesOptions>(), ...options };
        io.exitCode = await checkVantages(asked, io);
      });
    vantage
      .command('key')
      .description(words.key)
      .argument('<file>', words.keyArgument)
      .action(async (file: string, _options: CommonOptions, command: Command) => {
        const { json } = command.optsWithGlobals<CommonOptions>();
        io.exitCode = await key(file, json === true, io);
      });
  },
};

async function key(file: string, json: boolean, io: CliIo): Promise<number> {
  const { makeVantageKey } = await import('./vantage-key.ts');
  await makeVantageKey(file);
  const output = createOutput(io);
  if (json) output.json({ file });
  else output.line(fillTemplate(vantageWords(io.language).keyMade, { file }));
  return EXIT.ok;
}
