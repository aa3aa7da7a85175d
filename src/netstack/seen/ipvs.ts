import type { Protocol } from "../../model/protocol.ts";
import { sameAddress } from "../numbers/cidr.ts";

/** A Service address in IPVS. */
export interface VirtualServer {
  readonly protocol: Protocol;
  readonly ip: string;
  readonly port: number;
  readonly scheduler?: string;
  /** Seconds of client affinity, when it is on. */
  readonly persistentSeconds?: number;
  readonly backends: readonly RealServer[];
}

export interface RealServer {
  readonly ip: string;
  readonly port: number;
  /** 0 takes no new connections. */
  readonly weight: number;
}

/** What IPVS does on a node; `absent` when the kernel has none: kube-proxy is then in another mode. */
export type Ipvs =
  { readonly mode: "absent" } | { readonly mode: "present"; readonly servers: readonly VirtualServer[] };

/** The virtual server of a Service address and port. */
export function virtualServerFor(
  servers: readonly VirtualServer[],
  ip: string,
  port: number,
  protocol: Protocol,
): VirtualServer | undefined {
  return servers.find(
    (server) => sameAddress(server.ip, ip) && server.port === port && server.protocol === protocol,
  );
}

/** As `ipvsadm -S -n` writes it: `-A -t 10.96.0.1:443 -s rr`. */
export function virtualServerText({ protocol, ip, port, scheduler }: VirtualServer): string {
  const flag = protocol === "TCP" ? "-t" : protocol === "UDP" ? "-u" : "--sctp-service";
  const end = ip.includes(":") ? `[${ip}]:${port}` : `${ip}:${port}`;
  return `-A ${flag} ${end}${scheduler === undefined ? "" : ` -s ${scheduler}`}`;
}
