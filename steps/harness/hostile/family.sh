#!/bin/sh
# Starts children: one in its own group, one in a session of its own, one that nobody is the parent of any more, and one
# that has in addition lost all of its environment. Then it waits for ever, or ends with 0 when it is told to.
here=$(dirname "$0")
"$here/never-ends.sh" &
setsid "$here/never-ends.sh" &
(setsid "$here/never-ends.sh" &)
(env -i setsid "$here/never-ends.sh" &)
echo "pid $$"
sleep 0.5
echo ready
[ "$1" = leave ] && exit 0
while :; do sleep 1; done
