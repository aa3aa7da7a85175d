/** One repair, whatever the node does not do for it: several faults of a node say it in the same words. */
export const forwardingAgain =
  "switch forwarding on, and find who switched it off: a file in /etc/sysctl.d sets it again at boot";
