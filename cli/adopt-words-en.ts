import type { adoptWordsFr } from './adopt-words-fr.ts';
import type { Translated } from './fill-template.ts';

/** What `preau adopt` says, in English. */
export const adoptWordsEn: Translated<typeof adoptWordsFr> = {
  options: {
    description: 'AWS: show what stands at the protected names, and make weighted pairs of it',
    config: 'The configuration',
    only: 'These platforms alone',
    checks: 'The health checks, as "aws cloudformation describe-stacks" prints them',
    dryRun: 'Show only (the default)',
    apply: 'Make the change: one batch a zone, whole or not at all',
    save: 'Where to keep what an undo needs',
    undo: 'Go back to what stood there, from this file',
    force:
      'With --undo: go back even while visitors are on the mirror, or to another address than the configuration has',
    authority: 'The name servers to ask afterwards, instead of those that DNS tells',
  },
  zone: 'Zone {zone}',
  name: '  {hostname} ({platform}): {state}',
  states: {
    ready: 'can be adopted',
    blocked: 'cannot be adopted as it is',
    absent:
      'nothing stands there; the stack Preau-Names makes the pair, if it is not under "adopted"',
    done: 'the pair is there',
  },
  before: '    - {type} {content}',
  after: '    + {type} {side} weight {weight} {content}',
  kept: '    = {type} {side} weight {weight} {content}',
  ttl: '{values}, TTL {ttlSec} s',
  alias: 'alias to {target}',
  checked: '{content}, check {check}',
  remark: '    · {text}',
  remarks: {
    slow: 'resolvers may keep the old answer for {ttlSec} s: until then nothing turns for them',
    added: '{type} is new: the configuration has it, the name published none',
    fixed: "the name no longer follows {stands}: from now on the configuration's addresses count",
  },
  obstacle: '    ! {text}',
  obstacles: {
    values:
      '{type} answers {stands}, the configuration says {configured}: correct the origin (addresses, cname or https), or the zone',
    surplus:
      '{type} answers {stands}, and the configuration has no such address of the origin: without a pair, whoever follows it would stay on a dead origin; add one to origin and mirror, or remove the record',
    alias:
      '{type} is an alias to {stands}: give this name addresses, which the configuration knows',
    foreign:
      '{type} already follows another routing policy: remove it first, or leave the name as it is',
    bypass:
      'a {type} record ({stands}) leads browsers past the pair: remove it; an HTTPS record may have its own, by origin.https and mirror.https',
    beside:
      '{type} answers {stands}, and the configuration publishes this name as a CNAME, which is always alone: remove origin.cname, or the record',
    dropped:
      'a pair of {type} stands there that the configuration no longer publishes: it would go on answering; remove both its records, or give the type back to the configuration',
    cname:
      'the name is a CNAME of {stands}, not of the origin ({origin}): correct origin.host, or the zone',
    unlisted:
      'a pair of {type} stands there, other than wanted, and Preau-Names may have made it: put the name under names.zones[].adopted if it comes from "preau adopt"',
  },
  unready: {
    heading: 'Nothing was changed: there are checks that are not healthy.',
    line: '  {platform} ({hostname}): {reasons}',
    always: '  the check behind the mirrors: no data yet',
    reasons: {
      'origin-ill': 'its origin fails the check of Route 53 (origin.host, path, expect, firewall)',
      'hold-ill': 'its hold is set: release the platform first',
      'origin-silent': 'nothing yet of its origin',
      'hold-silent': 'nothing yet of its hold',
      'both-silent': 'nothing yet of its calculated check',
      'both-late': 'its calculated check has not followed yet',
    },
  },
  nothing: 'Nothing to do.',
  blocked: 'Nothing was changed: {names} first, or choose the other platforms with --only.',
  dry: 'Nothing was changed. To do it: preau adopt {config} --apply',
  saved: 'What an undo needs: {file}',
  applied: 'Zone {zone}: change {change} {state}',
  applyStates: { insync: 'everywhere', pending: 'accepted, not everywhere yet' },
  verified: '{hostname}: every name server answers the origin',
  differs:
    '{hostname}: some name servers do not answer the origin ({answers}); have a look, or undo it',
  unasked: '{hostname}: not verified ({why})',
  next: 'Put these names under names.zones[].adopted, then deploy Preau-Names: {names}',
  undoIt: 'To undo it: preau adopt {config} --undo {file} --apply',
  undo: {
    name: '  {hostname} ({platform}): {state}',
    states: {
      ready: 'goes back to what stood there',
      undone: 'is as before already',
      changed: 'was changed since',
    },
    goes: '    - {type} {content}',
    comes: '    + {type} {content}',
    difference: '    ! {record}: {field}, found {found}, expected {expected}',
    fields: {
      record: 'record',
      weighted: 'routing policy',
      values: 'values',
      ttl: 'TTL (s)',
      alias: 'alias',
      check: 'check',
    },
    remedy:
      '    → undo the latest adoption of this name first (its own file), or change the records by hand',
    obstacle: '    ! {text}',
    obstacles: {
      turned: 'visitors are on the mirror ({type}, weight {weight}): release the platform first',
      held: 'its hold is set, visitors are on the mirror: release the platform first',
      ill: 'the check {check} fails, visitors are on the mirror: wait until the origin answers',
      elsewhere:
        '{type} would go back to {back}, the configuration says {configured}: correct origin.addresses, or the zone by hand',
      unasked:
        'whether visitors are on the mirror cannot be told ({why}): read the hold bucket and CloudWatch with other rights',
    },
    forced: '    ! overruled (--force): {text}',
    dry: 'Nothing was changed. To do it: preau adopt {config} --undo {file}{force} --apply',
    overrule: 'Whoever knows better may overrule what is refused with --force.',
    verified: '{hostname}: every name server answers what stood there',
    differs:
      '{hostname}: some name servers answer otherwise than what stood there ({answers}); have a look',
    blocked: 'Nothing was changed.',
    next: 'Remove these names from names.zones[].adopted; nothing turns them any more: {names}',
  },
};
