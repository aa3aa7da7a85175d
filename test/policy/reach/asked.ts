/** Asks one flow at a time what a table says at once. */
import {
  evaluate,
  type PolicyEnd,
  type PolicyFlow,
  type PolicyModel,
  type Verdict,
} from "../../../src/policy/index.ts";
import { decisivePorts } from "../arbitrary.ts";

export const towards = [
  ...decisivePorts,
  { protocol: "TCP" as const, port: 65_535 },
  { protocol: "ICMP" as const, port: 0 },
];

interface Range {
  readonly protocol: string;
  readonly first: number;
  readonly last: number;
}

export function holds(ranges: readonly Range[], { protocol, port }: (typeof towards)[number]): boolean {
  return ranges.some((range) => range.protocol === protocol && range.first <= port && port <= range.last);
}

/** An end under each of its addresses; a pod without any as it is. */
export function addressesOf(
  end: PolicyEnd,
): { readonly end: PolicyEnd; readonly family: 4 | 6 | undefined }[] {
  const ips = end.ip === undefined ? (end.pod?.status?.podIPs ?? []).map(({ ip }) => ip) : [end.ip];
  if (ips.length === 0) return [{ end, family: undefined }];
  return ips.map((ip) => ({ end: { ...end, ip }, family: ip.includes(":") ? 6 : 4 }));
}

/** One verdict for each port of `towards`. */
export function verdicts(model: PolicyModel, from: PolicyEnd, to: PolicyEnd): Verdict[] {
  return towards.map((port): Verdict => {
    const flow: PolicyFlow = { from, to, ...port };
    return evaluate(model, flow);
  });
}
