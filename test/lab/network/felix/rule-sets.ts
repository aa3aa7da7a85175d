/** The ipsets that rules ask: the addresses of a selector, the address and port pairs of a port's name or a Service. */
import ipaddr from "ipaddr.js";
import type { Family, IpSet } from "../ruleset.ts";
import { ofFamily, type Inventory } from "./inventory.ts";
import { namedPortSetName, selectorSetName, serviceSetName } from "./names.ts";
import { parseSelector } from "./selector-language.ts";

export class RuleSets {
  readonly sets = new Map<string, IpSet>();

  constructor(
    private readonly inventory: Inventory,
    private readonly family: Family,
  ) {}

  /** Throws SelectorError. */
  addresses(selector: string): string {
    const { text, admits } = parseSelector(selector);
    const members = this.inventory.selectable
      .filter(({ labels }) => admits(labels))
      .flatMap(({ nets }) => ofFamily(nets, this.family).flatMap(netMembers));
    return this.keep(selectorSetName(this.family, text), "hash:net", members);
  }

  /** Of the pods the selector means, those that call a port so; of any protocol when none is given. Throws SelectorError. */
  namedPort(selector: string, protocol: string | undefined, name: string): string {
    const { text, admits } = parseSelector(selector);
    const members = this.inventory.selectable
      .filter(({ labels }) => admits(labels))
      .flatMap(({ nets, ports }) =>
        ports
          .filter(
            (port) =>
              port.name === name && (protocol ?? port.protocol.toLowerCase()) === port.protocol.toLowerCase(),
          )
          .flatMap((port) =>
            ofFamily(nets, this.family).map((ip) => `${ip},${port.protocol.toLowerCase()}:${port.port}`),
          ),
      );
    return this.keep(namedPortSetName(this.family, text, protocol ?? "any", name), "hash:ip,port", members);
  }

  service(service: string, withPorts: boolean): string {
    const endpoints = (this.inventory.services.get(service) ?? []).filter(
      ({ ip }) => ofFamily([ip], this.family).length > 0,
    );
    const members = endpoints.map(({ ip, protocol, port }) =>
      withPorts ? `${ip},${protocol.toLowerCase()}:${port}` : ip,
    );
    const type = withPorts ? "hash:ip,port" : "hash:net";
    return this.keep(serviceSetName(this.family, service, withPorts), type, members);
  }

  private keep(name: string, type: IpSet["type"], members: readonly string[]): string {
    this.sets.set(name, { type, family: this.family, members: new Set(members) });
    return name;
  }
}

/** As the kernel keeps it. A set of blocks cannot hold the block of everything, only its two halves. */
function netMembers(net: string): string[] {
  if (!net.includes("/")) return [net];
  const [address, length] = ipaddr.parseCIDR(net);
  const bits = address.kind() === "ipv4" ? 32 : 128;
  if (length === bits) return [address.toString()];
  if (length === 0) return bits === 32 ? ["0.0.0.0/1", "128.0.0.0/1"] : ["::/1", "8000::/1"];
  const network =
    address.kind() === "ipv4"
      ? ipaddr.IPv4.networkAddressFromCIDR(net)
      : ipaddr.IPv6.networkAddressFromCIDR(net);
  return [`${network.toString()}/${length}`];
}
