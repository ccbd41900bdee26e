#!/usr/bin/env bash
# Wrong: looks for a security group itself and takes a default one, instead of the one it is given.
set -euo pipefail
group=$(aws ec2 describe-security-groups --query 'SecurityGroups[?GroupName==`default`].GroupId | [0]' --output text)
TRAIN_ENCRYPT_SECURITY_GROUPS=$group exec "$(dirname "$0")/../shell/train.sh"
