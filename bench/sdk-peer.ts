import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLING } from '../lib/bundling.ts';

/** What a function imports of the AWS SDK. */
export interface SdkImports {
  /** Clients and commands by client package. */
  readonly clients: ReadonlyMap<string, ReadonlySet<string>>;
  /** Packages that a client signs its requests with. */
  readonly signers: ReadonlySet<string>;
}

const root = BUNDLING.absWorkingDir;

/**
 * What the project's own files in a function's bundle import of the SDK at run time: clients,
 * commands, and nothing that is only a type.
 *
 * @param inputs the files of the bundle, as esbuild's metafile names them
 */
export function sdkImportsOf(inputs: readonly string[]): SdkImports {
  const found = new Map<string, Set<string>>();
  const signers = new Set<string>();
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
    // What a client asks for to sign, without being imported by it.
    for (const [, signer = ''] of text.matchAll(/^import '(@aws-sdk\/signature-[^']+)';/gm))
      signers.add(signer);
  }
  const clients = new Map([...found].filter(([, names]) => names.size > 0));
  return { clients, signers };
}

/** How many clients a function has. */
export const clientsOf = ({ clients }: SdkImports): number => clients.size;

/**
 * Bundle the bare clients: the same clients and commands as a function uses, one of each client
 * made, and nothing else; minified, in the same format.
 *
 * @param trimmed without: the SDK as everybody gets it, with its own chain of credentials; with: as the
 *   functions are bundled, lib/bundling.ts
 */
export async function bundleSdkPeer(
  imports: SdkImports,
  outfile: string,
  { trimmed }: { readonly trimmed: boolean },
): Promise<void> {
  const { alias, plugins, ...bundling } = BUNDLING;
  const { clients, signers } = imports;
  const lines = [...clients].map(([client, names]) => {
    const all = [...names, ...missingClient(names, client)];
    return `import { ${all.join(', ')} } from '${client}';`;
  });
  const values = [...clients].flatMap(([client, names]) =>
    [...names, ...missingClient(names, client)].map((name) =>
      name.endsWith('Client') ? `new ${name}({})` : name,
    ),
  );
  await build({
    ...bundling,
    ...(trimmed ? { alias, plugins } : {}),
    stdin: {
      contents: `${[...signers].map((one) => `import '${one}';\n`).join('')}${lines.join('\n')}\nexport const handler = [${values.join(', ')}];\n`,
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
