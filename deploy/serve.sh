#!/bin/sh
# Starts one replica as it is meant to run in production: sh deploy/serve.sh [PORT]. Stops gracefully on SIGTERM.
# No file watcher, no agent API, no error details, no uploads to speak of: readers change votes and nothing else.
set -eu
cd "$(dirname "$0")/.."
exec "${PYTHON:-.venv/bin/python}" -m streamlit run app.py \
    --server.port="${1:-${PORT:-8501}}" \
    --server.address="${ADDRESS:-127.0.0.1}" \
    --server.headless=true \
    --server.fileWatcherType=none \
    --server.runOnSave=false \
    --server.maxUploadSize=1 \
    --server.enableAgentApi=false \
    --client.showErrorDetails=none \
    --global.developmentMode=false
