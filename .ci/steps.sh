# Steps of a run: one after another, or beside one another where they wait more than they compute.
# What a step beside others prints is kept, and printed whole when it ends.

step() { printf '\n== %s (%s s)\n' "$*" "$SECONDS"; }

beside_folder=$(mktemp -d)
beside_count=0
declare -A beside_titles=() beside_starts=() beside_files=()

# Several commands as one, for `beside`.
in_turn() { local command; for command in "$@"; do $command; done; }

# beside <title> <command> [arguments]: starts it. A function will do.
beside() {
  local title=$1 file=$beside_folder/$((beside_count += 1))
  shift
  # Each in a process group of its own, to be ended with all that it started.
  set -m
  (
    set +m
    trap - EXIT
    "$@"
  ) </dev/null >"$file" 2>&1 &
  set +m
  beside_titles[$!]=$title
  beside_starts[$!]=$SECONDS
  beside_files[$!]=$file
}

# Waits for what `beside` started. The first that fails ends the others, and the script with its status.
together() {
  local pid status
  while [ ${#beside_titles[@]} -gt 0 ]; do
    status=0
    wait -n -p pid "${!beside_titles[@]}" || status=$?
    step "${beside_titles[$pid]}, in $((SECONDS - beside_starts[$pid])) s beside others"
    cat "${beside_files[$pid]}"
    if [ $status != 0 ]; then
      printf '\n%s ended with %s\n' "${beside_titles[$pid]}" "$status"
      kill -- "-$pid" 2>/dev/null || true
    fi
    unset "beside_titles[$pid]"
    [ $status = 0 ] || exit $status
  done
}

# For the end of the script, however it comes.
end_beside() {
  local pid
  for pid in "${!beside_titles[@]}"; do kill -- "-$pid" 2>/dev/null || true; done
  rm -rf "$beside_folder"
}
