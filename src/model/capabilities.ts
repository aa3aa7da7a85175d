/**
 * Linux capabilities of the debug pods, each with what takes it. A probe says which of them it needs; together they are all
 * that a debug pod has, in the place of `privileged`.
 */
export const capabilities = {
  KILL: "ends a capture, whose tcpdump is a user of its own by then",
  NET_ADMIN: "reads rules, sets and tracked connections",
  NET_RAW:
    "captures headers, sends pings, opens the raw sockets that iptables and ipvsadm ask the kernel through",
  SETGID: "lets tcpdump give up root's groups before it reads a packet",
  SETUID: "lets tcpdump give up root before it reads a packet",
  SYS_ADMIN: "enters a pod's network namespace",
  SYS_PTRACE: "sees of a pod's process which namespace it is in, and its resolv.conf and hosts file",
} as const satisfies Readonly<Record<string, string>>;

export type Capability = keyof typeof capabilities;

/** What it takes to run anything at all in a pod's network namespace. */
export const entering: readonly Capability[] = ["SYS_ADMIN", "SYS_PTRACE"];

/** As Kubernetes names them. */
export const everyCapability: readonly string[] = Object.keys(capabilities);
