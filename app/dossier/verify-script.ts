/**
 * What a stranger checks an unpacked dossier with, having neither Préau nor any reason to trust it:
 * `sha256sum`, `jq` and any shell. Each line of the journal, its own hash cut out, is what was hashed.
 */
export const VERIFY_SCRIPT = `#!/bin/sh
# In the folder that the dossier was unpacked in:  sh verifier.sh
set -eu
jq -r '.files[] | "\\(.sha256)  \\(.name)"' manifest.json | sha256sum -c -
before=$(printf '%064d' 0)
seq=0
while IFS= read -r line; do
  seq=$((seq + 1))
  hash=$(printf '%s' "$line" | jq -r .hash)
  body="\${line%%"\\"hash\\":\\"$hash\\","*}\${line#*"\\"hash\\":\\"$hash\\","}"
  if [ "$(printf '%s' "$body" | sha256sum | cut -c 1-64)" != "$hash" ] ||
    [ "$(printf '%s' "$line" | jq -r '"\\(.seq) \\(.previous)"')" != "$seq $before" ]; then
    echo "journal.jsonl: line $seq FAILED" >&2
    exit 1
  fi
  before=$hash
done < journal.jsonl
if [ "$(jq -r '"\\(.journal.last.seq) \\(.journal.last.hash)"' manifest.json)" != "$seq $before" ]; then
  echo "journal.jsonl: the last line is not that of manifest.json" >&2
  exit 1
fi
echo "journal.jsonl: $seq OK $before"
`;
