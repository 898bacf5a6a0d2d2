#!/usr/bin/env bash
# Puts a report into one issue: the open one if there is one, else a new one, and none if the last one said the same.
set -euo pipefail
report=$1 label=weekly-look

gh label create "$label" --description "What make retractions and make watch found" --force
open=$(gh issue list --label "$label" --state open --limit 1 --json number --jq '.[].number')
if [ -n "$open" ]; then
  gh issue edit "$open" --body-file "$report"
  exit
fi
last=$(gh issue list --label "$label" --state closed --limit 1 --json body --jq '.[].body' | tr -d '\r')
if [ "$last" = "$(cat "$report")" ]; then
  echo "Nothing new since the last issue."
  exit
fi
gh issue create --title "Weekly look: $(date --iso-8601)" --label "$label" --body-file "$report"
