import type { Question } from "../model/question.ts";
import type { Cluster } from "../ports.ts";
import { chooseMatch, type Side } from "./choose.ts";
import { endOfAddress } from "./address-end.ts";
import { endOfMatch, endOfService, nothing, type End } from "./ends.ts";
import { behindAddress } from "./entrances.ts";
import { endOfCache } from "./node-local.ts";
import { endOfHost } from "./hosts.ts";
import { endOfApiServer } from "./api-server.ts";
import { apiServer } from "./find.ts";
import { endOfPods, nodeBehind } from "./pods-end.ts";
import { NotFound } from "./unresolved.ts";

export interface Looking {
  readonly cluster: Cluster;
  /** The same, as far as the asker may be told what is called how. */
  readonly named: Cluster;
}

/**
 * Reads what one side means. Throws AskBack, NotFound, CouldNotRead.
 * @param home the client's namespace, which short names are meant in.
 */
export async function resolveEnd(
  question: Question,
  side: Side,
  looking: Looking,
  home: Promise<string | undefined>,
): Promise<End> {
  const end = await endOf(question, side, looking, home);
  return side === "to" ? await behindAddress(end, question, looking.cluster) : end;
}

async function endOf(
  question: Question,
  side: Side,
  looking: Looking,
  home: Promise<string | undefined>,
): Promise<End> {
  const { cluster, named } = looking;
  const target = side === "from" ? question.from : question.to;
  switch (target.type) {
    case "ip":
      if (isLoopback(target.ip)) throw loopback(target.ip);
      return (
        (side === "to" ? await endOfCache(target.ip, question, cluster) : undefined) ??
        (await endOfAddress(target.ip, cluster))
      );
    case "pods":
      return await endOfPods(target, cluster);
    case "own-node": {
      if (side === "to") throw new NotFound("Its node is a caller; name the node that is called.", []);
      const there = await endOf(question, "to", looking, Promise.resolve(undefined));
      return await nodeBehind(there, question, cluster);
    }
    case "host":
      return (await endOfHost(target.host, home, looking)) ?? outside(target.host);
    case "object": {
      // Everybody calls the API server by its Service.
      if (side === "to" && target.name === apiServer && target.namespace === undefined) {
        const own = await cluster.get("Service", "kubernetes", "default");
        if (own) return await endOfService(own, cluster);
      }
      const looksUp = side === "to" ? question.looksUp : undefined;
      const end = looksUp !== undefined ? await endOfHost(looksUp, home, looking) : undefined;
      if (end) return end;
      try {
        const meant = looksUp === undefined ? target : { ...target, kind: "service" as const };
        return await withName(
          question,
          side,
          await endOfMatch(await chooseMatch(question, side, meant, named), cluster),
          home,
        );
      } catch (error) {
        // `shop.example` may be a name and a namespace, or a host outside: the host is what is left.
        const host = looksUp ?? target.orHost;
        if (error instanceof NotFound && side === "from" && target.name === apiServer)
          return await endOfApiServer(cluster);
        if (error instanceof NotFound && target.name === "localhost") throw loopback(target.name);
        if (error instanceof NotFound && host !== undefined && error.suggestions.length === 0)
          return (await endOfHost(host, home, looking)) ?? outside(host);
        throw error;
      }
    }
  }
}

const isLoopback = (ip: string): boolean => /^127\.|^::1$|^0\.0\.0\.0$|^::$/.test(ip);

/** Whoever sends there is answered by itself: there is no way to look at. */
function loopback(typed: string): NotFound {
  return new NotFound(
    `${typed} is everybody's own loopback: what a client sends there never leaves it. Name the pod, Service or node that is meant.`,
    [],
  );
}

function outside(host: string): End {
  return { ...nothing, host: { text: host }, external: { host, ips: [] } };
}

/**
 * `details:9080` may be what stands in a client's settings, or a short way to say which Service is meant. In the client's own
 * namespace that is the same; from another one the name is looked up too.
 */
async function withName(
  { to, port, protocol }: Question,
  side: Side,
  end: End,
  home: Promise<string | undefined>,
): Promise<End> {
  if (side === "from" || to.type !== "object" || !end.service || port === undefined) return end;
  const plain = to.kind === undefined && to.namespace === undefined && to.orHost === undefined;
  // DNS servers are asked by their address.
  if (!plain || protocol === "UDP" || port === 53) return end;
  const own = await home;
  if (own === undefined || own === (end.service.metadata.namespace ?? "default")) return end;
  return { ...end, host: { text: to.name, perhaps: true } };
}
