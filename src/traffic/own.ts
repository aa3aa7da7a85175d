/** Which packets netdiag sent itself, and what answers them. */
import { goesToTarget, type IsOwn, type Sighting } from "./counting.ts";

/**
 * By the port of the end that was asked about as source: a program may serve on such a port. And where a node puts its own address and
 * port in place of a pod's (masquerading), by the SYN's number, 32 bits that are left as they were.
 */
export function ownPackets(seen: readonly Sighting[], ownPorts: ReadonlySet<number>): IsOwn {
  const opening = seen.flatMap((sighting) => {
    const { source, sourcePort, tcp } = sighting.packet.headers;
    return goesToTarget(sighting) && tcp?.syn === true && source !== undefined && sourcePort !== undefined
      ? [{ source, sourcePort, sequence: tcp.sequence }]
      : [];
  });
  const own = opening.filter(({ sourcePort }) => ownPorts.has(sourcePort));
  const numbers = new Set(own.map(({ sequence }) => sequence));
  const senders = new Set(own.map(({ source }) => source));
  const rewritten = new Set(
    opening
      .filter(({ sequence, source }) => numbers.has(sequence) && !senders.has(source))
      .map(({ source, sourcePort }) => `${source} ${sourcePort}`),
  );
  return (sighting) => {
    const { headers } = sighting.packet;
    const { source, destination, sourcePort = 0, destinationPort = 0 } = headers.icmp?.quoted ?? headers;
    const [ip, port] = goesToTarget(sighting) ? [source, sourcePort] : [destination, destinationPort];
    return ownPorts.has(port) || rewritten.has(`${ip ?? ""} ${port}`);
  };
}
