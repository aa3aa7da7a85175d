/** What a person would say about one direction. */
import { describeRef } from "../../model/kubernetes.ts";
import { either } from "../bounded.ts";
import type { Asked, Decision, RuleOf } from "../verdict/decide.ts";
import { matchPeer, matchPeers } from "../match/peers.ts";
import type { Peer, Rule } from "../normal-form.ts";
import type { Miss } from "./miss.ts";
import { denying, nearestRule, type RuleMiss } from "./nearest-miss.ts";
import { matchPorts, towardsText } from "../match/ports.ts";
import { meshIdentity } from "../match/source.ts";
import { ruleSays } from "./rule-line.ts";
import { requestMiss, unseenRequests } from "./unseen-requests.ts";
import { peerText, portsText } from "./wording.ts";

/** More peers than this are counted, not listed. */
const listed = 3;

/** Every rule that admits somebody, in all tiers of the layer that denied: earlier ones may have let others in. */
function admitting({ tiers }: Decision): Rule[] {
  const layer = tiers.at(-1)?.ruleSets[0]?.tier.layer;
  return tiers
    .flatMap(({ ruleSets }) => ruleSets)
    .filter(({ tier }) => tier.layer === layer)
    .flatMap(({ rules }) => rules.filter(({ action }) => action === "allow"));
}

/** Peers of all rules, the nearest first, without repeats. */
function admitted(rules: readonly Rule[], nearest: Peer | undefined): string {
  const all = [...(nearest ? [nearest] : []), ...rules.flatMap(({ peers }) => peers ?? [])]
    .filter((peer) => peer.type !== "unreadable")
    .map(peerText);
  const texts = [...new Set(all)].filter((text) => text !== "nobody");
  return texts.length > listed
    ? `${texts.slice(0, listed).join(", ")} and ${texts.length - listed} more kinds of peer`
    : either(texts);
}

/** Rules with ports that admit the other end. */
function aboutBoth(rules: readonly Rule[], { direction, from, to }: Asked): readonly Rule[] {
  const [subject, other] = direction === "ingress" ? [to, from] : [from, to];
  return rules.filter(
    ({ ports, peers, subject: own }) =>
      ports !== undefined &&
      ports.length > 0 &&
      matchPeers(peers, other, subject) === "yes" &&
      (own === undefined || matchPeer(own, subject) === "yes"),
  );
}

function tailOf({ rule, misses }: RuleMiss, asked: Asked): string {
  const isPort = ({ kind }: Miss): boolean => ["port", "protocol", "namedPort"].includes(kind);
  const who = misses.filter((miss) => !isPort(miss)).map(({ tail }) => tail);
  const goes = `this goes to ${towardsText(asked.towards)}`;
  if (who.length === 0) {
    // Whether the rule is about the other end cannot be told: its port is what is known to differ.
    const tail = misses[0]?.tail ?? "";
    return tail === goes && rule.ports ? `${goes} instead of ${portsText(rule.ports)}` : tail;
  }
  const [first = "", second] = who;
  const { name } = asked.direction === "ingress" ? asked.from : asked.to;
  const more = second?.startsWith(`${name} `)
    ? ` and ${second.slice(name.length + 1)}`
    : second?.startsWith(`${name}'s `)
      ? ` and its ${second.slice(name.length + 3)}`
      : "";
  return misses.some(isPort)
    ? `${first}${more}, and ${goes} instead of ${portsText(rule.ports)}`
    : `${first}${more}`;
}

/**
 * `productpage accepts only pods of namespaces labelled kubesphere.io/workspace=demo; ingress-nginx's
 * namespace has system-workspace`.
 */
function defaultDenial(decision: Decision): string {
  const { asked } = decision;
  const ingress = asked.direction === "ingress";
  const [subject, other] = ingress ? [asked.to.name, asked.from.name] : [asked.from.name, asked.to.name];
  const rules = admitting(decision);
  const nearest = nearestRule(denying(decision), asked);
  const both = aboutBoth(rules, asked);
  // Their ports are all that is missing.
  const here = both.filter(
    ({ ports }) => matchPorts(ports, asked.towards, asked.to, "needs-its-own-entry") === "no",
  );
  if (here.length > 0) {
    const ports = portsText(here.flatMap((rule) => rule.ports ?? []));
    const all = both.length === rules.length && both.every((rule) => !rule.peers);
    const goes = towardsText(asked.towards);
    const tail = both.some((rule) => requestMiss(rule, asked.to, asked.towards))
      ? `a rule about requests on ${goes} admits nobody, as ${unseenRequests(asked.to, asked.towards)}`
      : `this goes to ${goes}`;
    const who = ingress
      ? `accepts ${all ? "connections" : other}`
      : `may ${all ? "open connections" : `reach ${other}`}`;
    return `${subject} ${who} only ${all && !ingress ? "to" : "on"} ${ports}; ${tail}`;
  }
  const who = admitted(rules, nearest?.peer);
  const tail = nearest ? tailOf(nearest, asked) : `${other} is not among them`;
  if (who === "")
    return nearest && rules.some(({ peers }) => peers?.some(({ type }) => type === "unreadable"))
      ? `${subject} ${ingress ? "accepts nobody" : "may reach nobody"}: ${tail}`
      : ingress
        ? `${subject} accepts no connections at all`
        : `${subject} may not open any connection`;
  if (nearest?.misses.every(({ kind }) => kind === "request") === true)
    return `${subject} accepts ${who} only for some requests; ${tail}`;
  const only = /^anyone\b/.test(who) ? "" : " only";
  return `${subject} ${ingress ? `accepts${only}` : `may${only} reach`} ${who}; ${tail}`;
}

/** A default deny, or a rule that denies by itself. */
export function denialSentence(decision: Decision): string {
  const { by, asked } = decision;
  if (!by) return defaultDenial(decision);
  return by.ruleSet.tier.layer === "mutual-tls"
    ? `${asked.to.name} accepts only mutual TLS, says ${describeRef(by.ruleSet.object)}; ${meshIdentity(asked.from)}`
    : `${asked.from.name} may not reach ${asked.to.name}: ${ruleSays(by.ruleSet, by.rule, asked)}`;
}

/** A rule that admits. */
export function admissionSentence({ ruleSet, rule }: RuleOf, asked: Asked): string {
  const { direction, from, to } = asked;
  const who =
    direction === "ingress" ? `${to.name} accepts ${from.name}` : `${from.name} may reach ${to.name}`;
  return `${who}: ${ruleSays(ruleSet, rule, asked)}`;
}

/** Of both directions. */
export function joinSentences(sentences: readonly string[]): string {
  const [first = "", ...others] = new Set(sentences);
  return [first, ...others.map((one) => one.replace(/^Whether /, "whether "))].join("; and ");
}

/** @param why the reasons, with the objects they are about. */
export function openSentence({ direction, from, to }: Asked, why: string): string {
  return direction === "ingress"
    ? `Whether ${to.name} accepts it cannot be told from the policies: ${why}`
    : `Whether ${from.name} may open it cannot be told from the policies: ${why}`;
}
