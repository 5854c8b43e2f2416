import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLING } from '../lib/bundle-functions.ts';

/** What a function imports of the AWS SDK, by client package. */
export type SdkImports = ReadonlyMap<string, ReadonlySet<string>>;

const root = BUNDLING.absWorkingDir;

/**
 * What the project's own files in a function's bundle import of the SDK at run time: clients,
 * commands, and nothing that is only a type.
 *
 * @param inputs the files of the bundle, as esbuild's metafile names them
 */
export function sdkImportsOf(inputs: readonly string[]): SdkImports {
  const found = new Map<string, Set<string>>();
  const own = inputs.filter((path) => path.endsWith('.ts') && !path.includes('node_modules'));
  for (const path of own) {
    const text = readFileSync(join(root, path), 'utf8');
    for (const [, names = '', client = ''] of text.matchAll(
      /^import \{([^}]*)\} from '(@aws-sdk\/client-[^']+)';/gm,
    )) {
      const values = names.split(',').map((name) => name.trim());
      const known = found.get(client) ?? new Set<string>();
      for (const name of values) if (name !== '' && !name.startsWith('type ')) known.add(name);
      found.set(client, known);
    }
  }
  return new Map([...found].filter(([, names]) => names.size > 0));
}

/** How many clients a function has. */
export const clientsOf = (imports: SdkImports): number => imports.size;

/**
 * Bundle the bare clients: the same clients and commands as a function uses, one of each client
 * made, and nothing else; minified, in the same format.
 *
 * @param credentials the SDK's own chain, as everybody gets it; or, as the functions are bundled,
 *   those of the environment alone
 */
export async function bundleSdkPeer(
  imports: SdkImports,
  outfile: string,
  credentials: 'chain' | 'environment',
): Promise<void> {
  const { alias, ...bundling } = BUNDLING;
  const lines = [...imports].map(([client, names]) => {
    const all = [...names, ...missingClient(names, client)];
    return `import { ${all.join(', ')} } from '${client}';`;
  });
  const values = [...imports].flatMap(([client, names]) =>
    [...names, ...missingClient(names, client)].map((name) =>
      name.endsWith('Client') ? `new ${name}({})` : name,
    ),
  );
  await build({
    ...bundling,
    ...(credentials === 'environment' ? { alias } : {}),
    stdin: {
      contents: `${lines.join('\n')}\nexport const handler = [${values.join(', ')}];\n`,
      resolveDir: root,
    },
    outfile,
  });
}

/** A file may take a client by type from another that makes it: the peer makes it all the same. */
function missingClient(names: ReadonlySet<string>, client: string): readonly string[] {
  if ([...names].some((name) => name.endsWith('Client'))) return [];
  throw new Error(`expected a client of ${client} to be made in a function that uses its commands`);
}
