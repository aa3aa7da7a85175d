/**
 * Names of a sentence that a way of taking it apart leaves out: "curl from web to db works but from api it times out" is not only
 * about web and db. Who leaves somebody out may have picked the wrong pair, and a question about the wrong pair gets a wrong answer.
 */
import { bareWord, isName } from "./named-ends.ts";
import type { Sides } from "./sides.ts";

/** Who stands on the way or tells of it, and is no end: "calico drops packets from web to db", "the deny-all policy". */
const besides: readonly RegExp[] = [
  /\b(?:network ?)?polic(?:y|ies) [^ ,]{1,63}|(?<![^ ,])[^ ,]{1,63} (?:network ?)?polic(?:y|ies)\b/gi,
  /^.{0,60}? (?<!\b(?:ship|send|push|forward|collect|write|read)(?:s|ing)? )(?:drop|block|reject|filter|los|show|report|log|see|say)\w* (?=.{0,40}\b(?:from|between) )/i,
  // Where it runs says no more about who it is.
  /(?<=[a-z0-9]) on (?:node )?[a-z0-9][^ ,]*/gi,
];

/** What else people write around names that is no name: tools they called with, parts of the cluster's own words. */
const besideNames =
  /^(?:after|ncat|ssh|scp|sftp|rsync|nfs|smtp|snmp|sql|test|testing|kubernetes|k8s|env|environment|pod's|firewalls?|firewalld|iptables|mesh|websockets?|syslog|cni|istio|linkerd|E[A-Z]{4,20})$/i;

const bare = (word: string): string => bareWord(word).replace(/'s?$/i, "");

/**
 * Whether every name of the sentence is in what it was taken apart into.
 * @param works words of the sentence about what does not fail.
 */
export function explainsAll({ from, to, resolves }: Sides, sentence: string, works?: string): boolean {
  const told = new Set([from, to, resolves, works].flatMap((side) => side?.split(" ").map(bare) ?? []));
  const rest = besides.reduce((text, says) => text.replace(says, " "), sentence);
  return rest
    .split(" ")
    .map(bare)
    .every((word) => told.has(word) || !isName(word) || besideNames.test(word));
}
