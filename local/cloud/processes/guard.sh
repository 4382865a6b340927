#!/bin/sh
# Runs the command in the arguments, hands SIGTERM on to it, and kills it when standard input closes. The kernel closes
# that when the process that holds the other end is gone, even by kill -9: so no server outlives its owner.
child=
trap 'test -n "$child" && kill -TERM $child' TERM
exec 3<&0
"$@" 3<&- </dev/null &
child=$!
(
  trap - TERM
  while read -r _ <&3; do :; done
  kill -KILL $child
) >/dev/null 2>&1 &
watch=$!
exec 3<&-
wait $child
status=$?
# A signal ends the waiting before the command ends.
while kill -0 $child 2>/dev/null; do
  wait $child
  status=$?
done
kill $watch 2>/dev/null
exit $status
