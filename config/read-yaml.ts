import {
  Composer,
  type CST,
  type Document,
  isScalar,
  LineCounter,
  type Node,
  Parser,
  visit,
  type YAMLError,
} from 'yaml';
import { measureTokens } from './measure-tokens.ts';
import type { Finding } from './problem.ts';
import { withoutTraces } from './without-traces.ts';

/** In characters; holds more than the 500 platforms that a configuration may have (chosen). */
const LENGTH_MAX = 1_048_576;
/** Twice what the largest allowed configuration needs (chosen). */
const TOKENS_MAX = 200_000;
/** A configuration is five deep (chosen). */
const DEPTH_MAX = 32;
/** The library's own guard against aliases that multiply: its documentation's default. */
const ALIASES_MAX = 100;
/** Tokens out of place that are told (chosen; people see ten). */
const ERRORS_MAX = 100;
/** No slip of a hand puts as many signs where none can stand (chosen). */
const STRAYS_MAX = 1_000;

export interface YamlText {
  readonly document: Document<Node>;
  readonly lines: LineCounter;
  /** The plain value, or undefined when the text has none that can be trusted. */
  readonly tree: unknown;
  readonly findings: readonly Finding[];
}

/**
 * Read hostile YAML within bounds of size, tokens, depth and aliases.
 *
 * Duplicate keys are looked for here and not by the library, whose own check takes time in the
 * square of a map's size.
 */
export function readYaml(text: string): YamlText {
  const lines = new LineCounter();
  const empty = (finding: Finding): YamlText => ({
    document: emptyDocument(),
    lines,
    tree: undefined,
    findings: [finding],
  });
  if (text.length > LENGTH_MAX) {
    return empty({ code: 'too-large', path: [], got: String(text.length), offset: 0 });
  }
  const tokens = tokensOf(text, lines);
  if (tokens === null) return empty({ code: 'too-deep', path: [], got: '?', offset: 0 });
  const size = measureTokens(tokens);
  if (size.depth > DEPTH_MAX || size.count > TOKENS_MAX) {
    return empty({ code: 'too-deep', path: [], got: `${size.depth} / ${size.count}`, offset: 0 });
  }
  if (size.strays > STRAYS_MAX) {
    return empty({ code: 'yaml-garbled', path: [], got: String(size.strays), offset: 0 });
  }
  const readable = upToErrors(tokens);
  const [document, second] = withoutTraces(() => {
    const composer = new Composer({ uniqueKeys: false, logLevel: 'silent' });
    return [...composer.compose(readable, true, text.length)];
  });
  if (document === undefined || !document.contents) {
    return empty({ code: 'empty-file', path: [], got: '', offset: 0 });
  }
  const findings = [
    ...firstPerLine(document.errors, lines).map(syntaxFinding),
    ...document.warnings.map(syntaxFinding),
    ...duplicateKeys(document),
    ...circles(document),
    ...(second ? [{ code: 'two-documents', path: [], offset: second.range[0] } as const] : []),
  ];
  const isCircular = findings.some(({ code }) => code === 'alias-of-itself');
  if (document.errors.length > 0 || isCircular)
    return { document, lines, tree: undefined, findings };
  return { document, lines, ...readTree(document, findings) };
}

/**
 * The parser calls itself for each map that one line opens and the next one ends: thousands of them, as
 * `: : : :` has, exhaust the stack. What it has read by then is let go.
 *
 * @returns null for a text that is deeper than it can read
 */
function tokensOf(text: string, lines: LineCounter): readonly CST.Token[] | null {
  try {
    return firstDocuments(new Parser(lines.addNewLine).parse(text));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A second document is a fault, and what follows it is not read: a text may have two hundred thousand. */
function firstDocuments(parsed: Iterable<CST.Token>): readonly CST.Token[] {
  const tokens: CST.Token[] = [];
  let documents = 0;
  for (const token of parsed) {
    tokens.push(token);
    if (token.type === 'document' && (documents += 1) === 2) break;
  }
  return tokens;
}

/** Ten thousand brackets out of place are ten thousand errors with a trace each: the first are enough. */
function upToErrors(tokens: readonly CST.Token[]): readonly CST.Token[] {
  let errors = 0;
  const end = tokens.findIndex(({ type }) => type === 'error' && (errors += 1) > ERRORS_MAX);
  return end === -1 ? tokens : tokens.slice(0, end);
}

function emptyDocument(): Document<Node> {
  const [document] = new Composer().compose([], true, 0);
  if (!document) throw new Error('the YAML library composed no empty document');
  return document;
}

function readTree(document: Document<Node>, findings: readonly Finding[]) {
  try {
    return { tree: document.toJS({ maxAliasCount: ALIASES_MAX }) as unknown, findings };
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    return {
      tree: undefined,
      findings: [...findings, { code: 'too-many-aliases', path: [], got, offset: 0 } as const],
    };
  }
}

/** One misplaced bracket makes a dozen errors after it: the first of each line, ten at most. */
function firstPerLine(errors: readonly YAMLError[], lines: LineCounter): readonly YAMLError[] {
  const firsts = new Map(
    errors.toReversed().map((error) => [lines.linePos(error.pos[0]).line, error]),
  );
  return [...firsts.values()].toReversed().slice(0, 10);
}

function syntaxFinding(error: YAMLError): Finding {
  const code = error.code === 'TAB_AS_INDENT' ? 'yaml-tab' : 'yaml-syntax';
  return { code, path: [], got: error.message.slice(0, 200), offset: error.pos[0] };
}

/** An alias inside what it stands for would make a value without end. */
function circles(document: Document<Node>): readonly Finding[] {
  const findings: Finding[] = [];
  visit(document, {
    Alias(_key, alias, ancestors) {
      const meant = alias.resolve(document);
      if (!meant || !ancestors.includes(meant)) return;
      const offset = alias.range?.[0] ?? 0;
      findings.push({ code: 'alias-of-itself', path: [], got: `*${alias.source}`, offset });
    },
  });
  return findings;
}

function duplicateKeys(document: Document<Node>): readonly Finding[] {
  const findings: Finding[] = [];
  visit(document, {
    Map(_key, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const [got, offset] = [String(key.value), key.range?.[0] ?? 0];
        if (seen.has(key.value)) findings.push({ code: 'duplicate-key', path: [], got, offset });
        seen.add(key.value);
      }
    },
  });
  return findings;
}
