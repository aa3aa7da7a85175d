import { contains, parseCidr } from "../../cidr.ts";
import type { Peer, PortMatch } from "../../normal-form.ts";
import { lastPort } from "../../normal-form.ts";
import type { Protocol } from "../../../model/protocol.ts";
import { readSelector } from "../label-selector.ts";
import type { PeerShape, PortShape } from "./schema.ts";
import { refuse, unknownField, type Reading } from "../reading.ts";

const protocols: ReadonlyMap<string, Protocol> = new Map([
  ["TCP", "TCP"],
  ["UDP", "UDP"],
  ["SCTP", "SCTP"],
]);

/** podSelector alone looks in the policy's own namespace; with a namespaceSelector both must hold. */
export function readPeer(reading: Reading, shape: PeerShape, namespace: string, path: string): Peer {
  const field =
    unknownField(reading, shape, ["podSelector", "namespaceSelector", "ipBlock"], path) ??
    (shape.podSelector
      ? unknownSelectorField(reading, shape.podSelector, `${path}.podSelector`)
      : undefined) ??
    (shape.namespaceSelector
      ? unknownSelectorField(reading, shape.namespaceSelector, `${path}.namespaceSelector`)
      : undefined) ??
    (shape.ipBlock ? unknownField(reading, shape.ipBlock, ["cidr", "except"], `${path}.ipBlock`) : undefined);
  if (field !== undefined) return { type: "unreadable", field };
  if (shape.ipBlock) {
    if (shape.podSelector ?? shape.namespaceSelector)
      refuse(reading, path, "ipBlock stands alone: no podSelector or namespaceSelector beside it");
    return readBlock(reading, shape.ipBlock, `${path}.ipBlock`);
  }
  if (!shape.podSelector && !shape.namespaceSelector)
    refuse(reading, path, "an empty peer: it needs a podSelector, a namespaceSelector or an ipBlock");
  return {
    type: "pods",
    namespaces: shape.namespaceSelector
      ? { selector: readSelector(reading, shape.namespaceSelector, `${path}.namespaceSelector`) }
      : { own: namespace },
    pods: shape.podSelector ? readSelector(reading, shape.podSelector, `${path}.podSelector`) : [],
  };
}

function unknownSelectorField(reading: Reading, selector: object, path: string): string | undefined {
  return unknownField(reading, selector, ["matchLabels", "matchExpressions"], path);
}

function readBlock(reading: Reading, shape: NonNullable<PeerShape["ipBlock"]>, path: string): Peer {
  const block = parseCidr(shape.cidr);
  if (!block) {
    refuse(reading, `${path}.cidr`, `is "${shape.cidr}", which is no block such as 10.0.0.0/24`);
    return { type: "unreadable", field: "cidr" };
  }
  const except = (shape.except ?? []).flatMap((text, index) => {
    const hole = parseCidr(text);
    if (!hole || !contains(block, hole.address) || hole.prefix <= block.prefix) {
      refuse(
        reading,
        `${path}.except[${index}]`,
        `is "${text}", which is no smaller block inside ${block.text}`,
      );
      return [];
    }
    return [hole];
  });
  return { type: "cidr", block, except };
}

/** Port absent: all ports of the protocol. Protocol absent: TCP, as the API server fills in. */
export function readPort(reading: Reading, shape: PortShape, path: string): PortMatch {
  const field = unknownField(reading, shape, ["protocol", "port", "endPort"], path);
  if (field !== undefined) return { type: "unreadable", field };
  const protocol = protocols.get(shape.protocol ?? "TCP");
  if (!protocol) {
    refuse(reading, `${path}.protocol`, `is "${shape.protocol ?? ""}", which is none of TCP, UDP, SCTP`);
    return { type: "unreadable", field: "protocol" };
  }
  const { port, endPort } = shape;
  if (typeof port === "string") {
    if (endPort != null) refuse(reading, `${path}.endPort`, "a range needs a numeric port to start at");
    if (!isPortName(port))
      refuse(reading, `${path}.port`, `is "${port}", which is no port name; numbers go unquoted`);
    return { type: "named", protocol, name: port };
  }
  if (port == null) {
    if (endPort != null) refuse(reading, `${path}.endPort`, "a range needs a numeric port to start at");
    return { type: "range", protocol, first: 0, last: lastPort };
  }
  if (!isPortNumber(port))
    refuse(reading, `${path}.port`, `is ${port}, which is not between 1 and ${lastPort}`);
  if (endPort != null && (endPort < port || !isPortNumber(endPort)))
    refuse(
      reading,
      `${path}.endPort`,
      `is ${endPort}, which is not between the port ${port} and ${lastPort}`,
    );
  return { type: "range", protocol, first: port, last: endPort ?? port };
}

function isPortNumber(port: number): boolean {
  return port >= 1 && port <= lastPort;
}

/** IANA service names: up to 15 of a-z, 0-9 and single inner dashes, with a letter among them. */
function isPortName(name: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(name) && /[a-z]/.test(name) && !name.includes("--");
}
