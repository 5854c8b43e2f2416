import { z } from 'zod';
import { byteSize } from './byte-size.ts';
import { duration, hostname, ipAddress, line, path, webUrl } from './schema-values.ts';

// How one web site is visited. Each bound is chosen, unless it says otherwise.

/** A host with its port, where it is not the scheme's own. */
const host = z
  .string()
  .max(260)
  .regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?$/, {
    error: 'problem:recipe-host',
  })
  .transform((text) => text.toLowerCase());

/** `/folder/`, `*.ending` or one exact address. */
const form = z
  .string()
  .max(1_000)
  .regex(/^(?:\/\P{Cc}*|\*[^*\p{Cc}]+)$/u, { error: 'problem:recipe-form' });
const forms = z.array(form).max(500).default([]);

/** Where a secret is: never in the recipe, which is shown, sent and kept with others. */
const secretSchema = z
  .strictObject({
    file: path.exactOptional().describe('A file that only its owner may read (mode 600).'),
    environment: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, { error: 'problem:recipe-variable' })
      .exactOptional()
      .describe('A variable of the environment.'),
  })
  .refine(({ file, environment }) => (file === undefined) !== (environment === undefined), {
    error: 'problem:recipe-secret',
  });

const headerName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, {
  error: 'problem:recipe-header',
});

const loginSchema = z.strictObject({
  page: webUrl.describe('The page that has the form; its hidden fields are sent as they come.'),
  fields: z
    .record(z.string().min(1).max(200), z.union([line(1_000), secretSchema]))
    .describe('Names of fields to a text, or to the file or variable of a secret.'),
  expect: line(500).describe('Words of the page that a member then sees.'),
});

const accountSchema = z.strictObject({
  names: z
    .array(line(200))
    .min(1)
    .max(20)
    .describe(
      'What the site calls the account: its name, its e-mail address. No page that says one is shown.',
    ),
});

const sessionSchema = z.strictObject({
  cookie: secretSchema
    .exactOptional()
    .describe('"name=value; name=value", or a cookies.txt as browsers export it.'),
  headers: z.record(headerName, secretSchema).exactOptional(),
  login: loginSchema.exactOptional(),
  account: accountSchema.exactOptional(),
});

/** Whoever may say so answers for it by name. */
const robotsSchema = z.strictObject({
  overriddenBy: line(120).describe('Who owns the site and grants it.'),
  because: line(500),
});

const budgetsSchema = z.strictObject({
  pages: z.int().min(1).max(50_000).exactOptional(),
  files: z.int().min(1).max(200_000).exactOptional(),
  bytes: byteSize(1_000_000, 1_000_000_000_000).exactOptional(),
  time: duration('10s', '7d').exactOptional().describe('Of one run; the next one goes on.'),
});

const politenessSchema = z.strictObject({
  connections: z.int().min(1).max(64).exactOptional().describe('At once, on one host.'),
  perSecond: z.number().gt(0).max(1_000).exactOptional().describe('Requests, on one host.'),
});

/** As in the settings of a folder of lessons: who decides says so by name and day. */
const rightsSchema = z.strictObject({
  item: line(1_000).describe('An address on the mirror, a folder/, *.ending, or / for all.'),
  decision: z.enum(['publish', 'leave-out']),
  by: line(500),
  on: z.iso.date(),
});

export const recipeSchema = z.strictObject({
  start: z.array(webUrl).min(1).max(50).exactOptional().describe('Absent: the address given.'),
  hosts: z.array(host).min(1).max(50).exactOptional().describe('Absent: the hosts of start.'),
  sameAs: z
    .record(host, host)
    .default({})
    .describe('Other names of hosts in scope: www.ent.example.fr: ent.example.fr.'),
  include: forms.describe('Pages are taken from here. Absent: everything.'),
  exclude: forms.describe('Never asked for.'),
  depth: z.int().min(0).max(1_000).exactOptional().describe('Links from the start.'),
  sitemaps: z.array(webUrl).max(50).default([]),
  budgets: budgetsSchema.default({}),
  politeness: politenessSchema.default({}),
  robots: robotsSchema.exactOptional().describe('Absent: robots.txt is obeyed.'),
  session: sessionSchema.exactOptional(),
  render: z
    .enum(['auto', 'never'])
    .default('auto')
    .describe('Whether a browser runs the scripts of pages that are empty without them.'),
  privateHosts: z.array(hostname).max(50).default([]).describe('Hosts of a private network.'),
  addresses: z
    .record(hostname, z.array(ipAddress).min(1).max(16))
    .default({})
    .describe('Addresses of hosts, asked instead of DNS.'),
  title: line(200).exactOptional(),
  licence: line(200).exactOptional(),
  attribution: line(500).exactOptional(),
  rights: z
    .array(rightsSchema)
    .max(5_000)
    .default([])
    .describe('Whether pages whose head reserves their rights are shown. Absent: they wait.'),
});

/** How one web site is visited, as its owner wrote it. */
export type CrawlRecipe = z.output<typeof recipeSchema>;

export type RecipeSession = z.output<typeof sessionSchema>;

/** One of the two. */
export type RecipeSecret = z.output<typeof secretSchema>;
