#!/usr/bin/env bash
# Prints what the weekly look found, as Markdown for an issue.
set -euo pipefail

section() {  # section TITLE VERB: what `make VERB` prints, below a heading
  printf '## %s\n\n```text\n' "$1"
  make --no-print-directory "$2"
  printf '```\n\n'
}

section "Retractions and corrections of our sources" retractions
section "Randomised trials since the last look" watch
echo 'Found by `make retractions` and `make watch`. Nothing was changed in `data/`: please read each entry first.'
