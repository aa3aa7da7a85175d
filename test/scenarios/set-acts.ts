/** Acts on the sets of a node behind its agent's back. */
import type { Act } from "./scenario.ts";

const pairs = { addresses: "cali40s:", ports: "cali40n:" } as const;

/** Takes a pod out of every set of policies' addresses, or of policies' named ports, on a node. */
export function takeOutOfSets(node: string, about: string, from: keyof typeof pairs, port?: number): Act {
  const member = port === undefined ? "$IP" : `$IP,tcp:${port}`;
  return {
    do: "on-node",
    node,
    about,
    script: `for set in $(ipset -n list | grep '^${pairs[from]}')
do
  if ipset -q test "$set" "${member}"; then ipset del "$set" "${member}"; echo "$set ${member}" >>/run/sets-without; fi
done`,
  };
}

/** Undoes every one of them on a node. */
export function putBackIntoSets(node: string): Act {
  return {
    do: "on-node",
    node,
    script:
      'while read -r set member; do ipset -exist add "$set" "$member"; done </run/sets-without; rm /run/sets-without',
  };
}
