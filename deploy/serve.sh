#!/bin/sh
# Starts one replica for production: sh deploy/serve.sh [PORT]. It stops gracefully on SIGTERM.
# File watcher, agent API and error details are off and uploads tiny, because readers can change only votes.
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
