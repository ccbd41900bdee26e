# Steps of a run: one after another, or beside one another where they wait more than they compute.
# What a step beside others prints is kept, and printed whole when it ends.

step() { printf '\n== %s (%s s)\n' "$*" "$SECONDS"; }

beside_folder=$(mktemp -d)
# Each step writes here that it has ended, and how.
mkfifo "$beside_folder/ends"
exec {beside_ends}<>"$beside_folder/ends"
beside_count=0
declare -A beside_titles=() beside_starts=() beside_pids=()

# Several commands as one, for `beside`.
in_turn() { local command; for command in "$@"; do $command; done; }

# beside <title> <command> [arguments]: starts it. A function will do.
beside() {
  local title=$1 key=$((beside_count += 1))
  shift
  # Each in a process group of its own, to be ended with all that it started.
  set -m
  (
    set +m
    trap 'echo "$key $?" >&"$beside_ends"' EXIT
    "$@"
  ) </dev/null >"$beside_folder/$key" 2>&1 &
  set +m
  beside_titles[$key]=$title
  beside_starts[$key]=$SECONDS
  beside_pids[$key]=$!
}

# Waits for what `beside` started. The first that fails ends the others, and the script with its status.
together() {
  local key status
  while [ ${#beside_titles[@]} -gt 0 ]; do
    read -r key status <&"$beside_ends"
    step "${beside_titles[$key]}, in $((SECONDS - beside_starts[$key])) s beside others"
    cat "$beside_folder/$key"
    if [ "$status" != 0 ]; then
      printf '\n%s ended with %s\n' "${beside_titles[$key]}" "$status"
      exit "$status"
    fi
    unset "beside_titles[$key]"
  done
}

# For the end of the script, however it comes.
end_beside() {
  local key
  for key in "${!beside_titles[@]}"; do kill -- "-${beside_pids[$key]}" 2>/dev/null || true; done
  rm -rf "$beside_folder"
}
