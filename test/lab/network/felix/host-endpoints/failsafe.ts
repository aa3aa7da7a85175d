import { chain, type Rule } from "../chain.ts";

/** What Felix lets through whatever host endpoints' policies say (felix/config: FailsafeInboundHostPorts, …Outbound…). */
const inbound = [
  "tcp 22",
  "udp 68",
  "tcp 179",
  "tcp 2379",
  "tcp 2380",
  "tcp 5473",
  "tcp 6443",
  "tcp 6666",
  "tcp 6667",
];
const outbound = [
  "udp 53",
  "udp 67",
  "tcp 179",
  "tcp 2379",
  "tcp 2380",
  "tcp 5473",
  "tcp 6443",
  "tcp 6666",
  "tcp 6667",
];

function accept(ports: readonly string[], end: "source" | "destination"): Rule[] {
  return ports.map((entry) => {
    const [protocol = "", port = ""] = entry.split(" ");
    return { match: `-p ${protocol} -m multiport --${end}-ports ${port}`, action: "--jump ACCEPT" };
  });
}

/** Before connections are tracked, answers are let through as well. */
export function failsafeChains(table: "raw" | "mangle" | "filter"): [string, string[]][] {
  const answers = (ports: readonly string[]): Rule[] => (table === "raw" ? accept(ports, "source") : []);
  return [
    chain("cali-failsafe-in", [...accept(inbound, "destination"), ...answers(outbound)]),
    chain("cali-failsafe-out", [...accept(outbound, "destination"), ...answers(inbound)]),
  ];
}
