/** Settings that nobody reads, as with a slip of the keyboard: `NETDIAG_CONCURENCY=8`. */
import { didYouMean } from "../question/did-you-mean.ts";

const ours = "NETDIAG_";

/** Their letters are netdiag's own, and say nothing of how near two names are. */
const bare = (name: string): string => (name.startsWith(ours) ? name.slice(ours.length) : name);

/**
 * A sentence for each, with the known name that is nearest. Values, which may be secrets, are not shown, and an empty one
 * counts as not set.
 */
export function unknownSettings(
  environment: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): readonly string[] {
  const set = Object.keys(environment).filter((name) => name.startsWith(ours) && environment[name] !== "");
  const services = set.flatMap((name) => /^(.+)_SERVICE_HOST$/.exec(name)?.[1] ?? []);
  const named = new Map(known.map((name) => [bare(name), name]));
  return set
    .filter((name) => !known.includes(name) && !services.some((service) => isOfService(service, name)))
    .map((name) => {
      const [nearest] = didYouMean(bare(name), [...named.keys()]);
      const meant = nearest === undefined ? undefined : named.get(nearest);
      return `${name} is no setting of netdiag and was not read.${meant === undefined ? "" : ` Did you mean ${meant}?`}`;
    });
}

/** Kubernetes sets some for each Service of the pod's namespace: for `netdiag-redis` NETDIAG_REDIS_SERVICE_HOST and NETDIAG_REDIS_PORT. */
function isOfService(service: string, name: string): boolean {
  return [`${service}_SERVICE_`, `${service}_PORT_`].some((its) => `${name}_`.startsWith(its));
}
