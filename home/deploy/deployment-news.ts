import type { UpdateTrial } from '../../adapters/local/rfc2136/dns.ts';
import type { State } from '../../core/incident/state.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { DirectoryNews } from './keep-directory.ts';
import type { BuiltMirror } from './keep-mirrors.ts';

/** What a deployment tells whoever watches its terminal, as it starts and as it runs. */
export type DeploymentNews =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'directory'; readonly news: DirectoryNews }
  | { readonly kind: 'mirrors'; readonly built: readonly BuiltMirror[] }
  | { readonly kind: 'names'; readonly reattached: boolean }
  /** The owner's own name server, which no home starts or stops. */
  | { readonly kind: 'names-elsewhere'; readonly address: string; readonly port: number }
  /** It would not take a turn; the home watches all the same. */
  | ({ readonly kind: 'names-refused' } & UpdateTrial)
  | { readonly kind: 'standing'; readonly addresses: DeploymentAddresses }
  | {
      readonly kind: 'entry';
      readonly entry: JournalEntry;
      readonly before: State;
      readonly after: State;
    };

export interface DeploymentAddresses {
  readonly console: string;
  readonly status: string;
  /** The console's port when it is not the configured one. */
  readonly insteadOfPort: number | null;
  /** Where names are asked for; `pid` of the embedded name server, null for an owner's own. */
  readonly dns: { readonly address: string; readonly port: number; readonly pid: number | null };
  /** From a fall to the mirror's answer there, at worst; null by health where it has none. */
  readonly turnsWithinMs: { readonly byRounds: number; readonly byHealth: number | null };
}
