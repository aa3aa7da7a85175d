import { placeOf } from "../journey/machine/places.ts";
import { foundFor, type Found } from "../journey/names/dns.ts";
import { asksElsewhere, sourcePod, whyElsewhere } from "../journey/names/dns-servers.ts";
import { whyNoAddress } from "../journey/names/name-target.ts";
import { namesTried, usualSearch } from "../journey/names/resolver.ts";
import { declaredService, type DeclaredService } from "../journey/services/declared.ts";
import { resolvConf, type ResolvConf } from "../probes/state/resolv-conf.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";

/** The name of a Service leads to no address from the source, and whose doing that is. */
export type NoAddress = WrongName | AsksAmiss | Unknown;

/** The client's: the name does not mean the Service there, or the Service has no such name. */
export interface WrongName {
  readonly is: "wrong name";
  readonly found: Found;
  /** The name that the cluster's DNS has the Service under. */
  readonly expected: string;
  readonly resolver: ResolvConf | undefined;
  /** Why there is no address under that name, whoever asks: a pod of a headless Service that is not there, say. */
  readonly none: string | undefined;
}

/** The resolver's: it asks somebody else than the cluster's DNS, or its search list lacks what pods have by default. */
export interface AsksAmiss {
  readonly is: "asks amiss";
  readonly found: Found;
  readonly expected: string;
  readonly resolver: ResolvConf;
  readonly searchless: boolean;
  /** What makes it so, as far as the objects tell: `its dnsPolicy is Default`. */
  readonly why: string | undefined;
}

/** The DNS server's: it was asked for the very name, and does not know a Service that exists. */
export interface Unknown {
  readonly is: "unknown to DNS";
  readonly found: Found;
  readonly settled: NonNullable<Found["settled"]>;
  readonly service: DeclaredService;
}

/** Whether the name that the client looks up leads to its Service's address, where DNS said something of it. */
export function serviceNameGate(scene: Scene): Gate<NoAddress> {
  const { flow, snapshot, evidence } = scene;
  const looked = foundFor(flow, evidence);
  if (looked.notSeen) return notKnown(looked.notSeen.detail);
  const found = looked.seen;
  const expected = found?.sought.expected;
  if (!found?.settled || found.addresses.length > 0 || !flow.service || expected === undefined) return passes;
  const place = placeOf(flow.from);
  const resolver = place && evidence.see(resolvConf, place).seen;
  const elsewhere = asksElsewhere(resolver?.nameservers, snapshot);
  const onNode = flow.from.type === "node";
  const { names, text, typed } = found.sought;
  const home = flow.from.type === "pod" ? flow.from.namespace : undefined;
  const usual = home === undefined ? [] : namesTried(text, { search: usualSearch(home, expected), ndots: 5 });
  // Of the names that it tries the right one is none, though the usual search list has it.
  const searchless = !names.includes(expected) && usual.includes(expected);
  const answered = found.tried.every(({ said }) => said.result === "answered");
  const { namespace, name } = flow.service;
  const ofService = expected.startsWith(`${name}.${namespace}.svc.`);
  const none = ofService ? undefined : whyNoAddress(flow, expected, snapshot);
  // A wrong name is wrong everywhere; a node that has a resolver of its own is told no whatever the name.
  const wrong = none !== undefined || (!names.includes(expected) && !searchless);
  if (wrong && typed && answered && (!onNode || (resolver && elsewhere === false)))
    return stops({ is: "wrong name", found, expected, resolver, none });
  // Somebody has to have said no: of a server that is silent nobody knows what it knows.
  const denied = found.tried.some(({ said }) => said.result === "answered" || said.result === "refused");
  const pod = sourcePod(flow, snapshot);
  const why = pod
    ? whyElsewhere(pod)
    : onNode
      ? "it is a node, and nodes have a resolver of their own"
      : undefined;
  const amiss = (elsewhere === true && (onNode || names.includes(expected))) || searchless;
  if (amiss && denied && resolver && flow.from.type !== "external")
    return stops({ is: "asks amiss", found, expected, resolver, searchless, why });
  const { settled } = found;
  const service = declaredService(flow, snapshot);
  const asked = elsewhere === false || (elsewhere === undefined && !onNode);
  if (asked && service && settled.name === expected && settled.said.result === "answered") {
    const missing = whyNoAddress(flow, expected, snapshot) !== undefined;
    return missing ? passes : stops({ is: "unknown to DNS", found, settled, service });
  }
  return elsewhere === undefined && why !== undefined && denied
    ? notKnown("which addresses the cluster's DNS has is not known, so neither whether it was asked")
    : passes;
}
