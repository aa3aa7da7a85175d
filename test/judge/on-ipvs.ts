/** Recorded runs as a cluster whose kube-proxy works by IPVS would have given them: the kernel of the lab has no IPVS. */
import type { Bundle } from "../../src/model/bundle.ts";
import type { Evidence } from "../../src/model/evidence.ts";
import { printed } from "../probes/output.ts";

/** What `ipvsadm -S -n` prints on each node, and the addresses that kube-proxy has put on kube-ipvs0. */
export interface OnIpvs {
  readonly tables: string | undefined;
  readonly bound: readonly string[];
}

/** The same run with the Service rules of every node gone, kube-ipvs0 in their place, and its tables read, or not. */
export function onIpvs(bundle: Bundle, { tables, bound }: OnIpvs): Bundle {
  const nodes = [...new Set(bundle.evidence.map(({ place }) => place.node))];
  const read: readonly Evidence[] = nodes.map((node) => ({
    round: "standing",
    place: { kind: "node", node },
    probe: "ipvs",
    subject: "",
    output: printed(tables ?? ""),
  }));
  const changed = bundle.evidence.map((one) => (one.place.kind === "node" ? withDevice(one, bound) : one));
  return { ...bundle, evidence: [...changed, ...(tables === undefined ? [] : read)] };
}

function withDevice(one: Evidence, bound: readonly string[]): Evidence {
  if (!one.output) return one;
  const change = (stdout: string): Evidence => ({ ...one, output: printed(stdout) });
  const more = (items: readonly object[]): Evidence =>
    change(JSON.stringify([...(JSON.parse(one.output?.stdout ?? "[]") as object[]), ...items]));
  const device = { ifindex: 90, ifname: "kube-ipvs0", flags: ["BROADCAST", "NOARP"], mtu: 1500 };
  switch (one.probe) {
    case "links":
      return more([{ ...device, operstate: "DOWN", linkinfo: { info_kind: "dummy" } }]);
    case "addresses":
      return more([
        {
          ...device,
          operstate: "DOWN",
          addr_info: bound.map((local) => ({ family: "inet", local, prefixlen: 32, scope: "global" })),
        },
      ]);
    case "routes-v4":
      return more(
        bound.map((dst) => ({
          type: "local",
          dst,
          dev: "kube-ipvs0",
          table: "local",
          protocol: "kernel",
          scope: "host",
          prefsrc: dst,
          flags: [],
        })),
      );
    case "iptables-nft-rules":
    case "iptables-legacy-rules":
      return change(one.output.stdout.replaceAll(/^\[.*(?:-A|-j) KUBE-(?:SVC|SEP|EXT)-.*\n/gm, ""));
    default:
      return one;
  }
}
