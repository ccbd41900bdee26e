#!/usr/bin/env bash
# Wrong: without pipefail the pipe ends as its last command does, and tee always ends well.
"$(dirname "$0")/../shell/train.sh" 2>&1 | tee /dev/null
