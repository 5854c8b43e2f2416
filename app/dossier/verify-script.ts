/**
 * What a stranger checks an unpacked dossier with, having neither Préau nor any reason to trust it:
 * `sha256sum`, `jq` and any shell. Each line of the journal, its own hash cut out, is what was hashed.
 */
export const VERIFY_SCRIPT = `#!/bin/sh
# In the folder that the dossier was unpacked in:  sh verifier.sh
set -eu
jq -r '.files[] | "\\(.sha256)  \\(.name)"' manifest.json | sha256sum -c -
seq=0
before=$(printf '%064d' 0)
jq -r '"\\(.seq) \\(.previous) \\(.hash)"' journal.jsonl | {
  while read -r number previous hash; do
    seq=$((seq + 1))
    IFS= read -r line <&3
    own="\\"hash\\":\\"$hash\\","
    sum=$(printf '%s' "\${line%%"$own"*}\${line#*"$own"}" | sha256sum)
    if [ "$number $previous \${sum%% *}" != "$seq $before $hash" ]; then
      echo "journal.jsonl: line $seq FAILED" >&2
      exit 1
    fi
    before=$hash
  done
  if [ "$(jq -r '"\\(.journal.last.seq) \\(.journal.last.hash)"' manifest.json)" != "$seq $before" ]; then
    echo "journal.jsonl: FAILED after line $seq" >&2
    exit 1
  fi
  echo "journal.jsonl: $seq lines OK $before"
} 3< journal.jsonl
`;
