/**
 * What became of one packet or connection, in the sender's eyes.
 * `refused`: a TCP reset or an ICMP port-unreachable came back. `unreachable`: an ICMP error of another kind, or the
 * sender's own routes said so. `denied`: a prohibit route or a local firewall. `silent`: nothing came back in time.
 * `not-sent`: it never left, because of the sender itself.
 *
 * Linux sends one machine about six ICMP errors at once and one more each second (icmp_ratelimit): of seven packets
 * refused by ICMP some look silent. One refusal therefore outweighs the silence of the others.
 */
export type Failure = "refused" | "unreachable" | "denied" | "silent" | "not-sent";

/** Texts of strerror(3), as socat, nc, ping and traceroute print them behind their own words. */
const meanings: readonly (readonly [RegExp, Failure])[] = [
  // A reset that comes when the connection just stood: a program that stops listening meanwhile.
  [/Connection refused|Connection reset/i, "refused"],
  [/timed out/i, "silent"],
  // socat 1.8 ends a connection that timed out with the errno of having begun it (EINPROGRESS).
  [/Operation now in progress/i, "silent"],
  [/No route to host|Host is unreachable|Network (is )?unreachable/i, "unreachable"],
  [/Permission denied|Operation not permitted/i, "denied"],
  // A blackhole route of the sender's own answers with EINVAL.
  [/Invalid argument/i, "unreachable"],
  [/Address already in use|Cannot assign requested address|Address not available/i, "not-sent"],
];

/** The failure an error text stands for; undefined for texts not known. */
export function failureOf(text: string): Failure | undefined {
  return meanings.find(([pattern]) => pattern.test(text))?.[1];
}
