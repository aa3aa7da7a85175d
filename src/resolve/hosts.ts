/** A host as a client writes it, into the Service of the cluster that its name would lead to. */
import type { Cluster } from "../ports.ts";
import { isClusterDomain } from "./dns.ts";
import { endOfService, nothing, type End } from "./ends.ts";

/** What the words of a name stand for in the cluster's DNS. */
interface ClusterName {
  readonly service: string;
  /** Undefined: whichever the client is in. */
  readonly namespace?: string;
  /** Of one endpoint: `db-0` of `db-0.db.shop.svc`. */
  readonly host?: string;
  /** What stands behind `.svc`, where something does: `cluster.local`. */
  readonly domain?: string;
}

/** The readings of a name, likeliest first: what resolvers make of it with a search list decides later. */
function readingsOf(text: string): readonly ClusterName[] {
  const name = text.replace(/\.$/, "");
  const complete = /^(?:([^.]+)\.)?([^.]+)\.([^.]+)\.svc(?:\.(.+))?$/.exec(name);
  if (complete) {
    const [, host, service = "", namespace = "", domain] = complete;
    return [
      {
        service,
        namespace,
        ...(host === undefined ? {} : { host }),
        ...(domain === undefined ? {} : { domain }),
      },
    ];
  }
  const [first = "", second, third, ...more] = name.split(".");
  if (more.length > 0) return [];
  if (third !== undefined)
    return second === undefined ? [] : [{ host: first, service: second, namespace: third }];
  if (second !== undefined)
    return [
      { service: first, namespace: second },
      { host: first, service: second },
    ];
  return [{ service: first }];
}

/**
 * The Service that a client of this namespace may mean with the name, with its endpoints; undefined when there is none. A
 * short name means one of the client's own namespace; where that has none and only one other has, that one was meant, and the
 * look-up will tell that the name does not lead there. A name in another domain than the cluster's
 * (`details.test.svc.clusterset.local`) is a host outside, even where a Service here is called alike.
 */
export async function endOfHost(
  text: string,
  home: Promise<string | undefined>,
  { cluster, named }: { readonly cluster: Cluster; readonly named: Cluster },
): Promise<End | undefined> {
  for (const { service: name, namespace, host, domain } of readingsOf(text)) {
    if (domain !== undefined && !(await isClusterDomain(domain, cluster)))
      return await outside(text, name, named);
    const own = namespace ?? (await home);
    const all =
      namespace === undefined
        ? await named.list("Service", { fieldSelector: `metadata.name=${name}` })
        : [await named.get("Service", name, namespace).catch(() => undefined)];
    const services = all.filter((service) => service !== undefined);
    const service =
      services.find(({ metadata }) => (metadata.namespace ?? "default") === own) ??
      (services.length === 1 && host === undefined ? services[0] : undefined);
    if (service) {
      const end = await endOfService(service, cluster);
      return { ...end, host: { text, ...(host === undefined ? {} : { endpoint: host }) } };
    }
    if (services.length > 0 && host === undefined)
      return { ...nothing, host: { text }, external: { host: text, ips: [] }, namesakes: services };
  }
  // `details.demo` where Service details is in namespace test: not found under this name, and told under its own.
  const [typed] = readingsOf(text).filter(
    ({ namespace, host }) => namespace !== undefined && host === undefined,
  );
  const end = typed && (await outside(text, typed.service, named));
  return end?.namesakes ? end : undefined;
}

/** A host that no Service has the name of, with those that are called like its first label. */
async function outside(text: string, name: string, cluster: Cluster): Promise<End> {
  const namesakes = await cluster.list("Service", { fieldSelector: `metadata.name=${name}` }).catch(() => []);
  return {
    ...nothing,
    host: { text },
    external: { host: text.replace(/\.$/, ""), ips: [] },
    ...(namesakes.length > 0 ? { namesakes } : {}),
  };
}
