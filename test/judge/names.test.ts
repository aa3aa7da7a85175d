/** Recorded runs about names, had the resolver asked others, or for another name. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { withHostAddresses } from "../../src/gather/name-looks.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

function replaced(bundle: Bundle, probe: string, from: string, to: string): Bundle {
  return {
    ...bundle,
    evidence: bundle.evidence.map((item) =>
      item.probe === probe && item.output
        ? { ...item, output: { ...item.output, stdout: item.output.stdout.replaceAll(from, to) } }
        : item,
    ),
  };
}

const cause = (bundle: Bundle): string | undefined => conclude(bundle).cause?.code;

function withoutPolicy(bundle: Bundle, dnsPolicy: string): Bundle {
  const pods = bundle.snapshot.pods.map((pod) => ({ ...pod, spec: { ...pod.spec, dnsPolicy } }));
  return { ...bundle, snapshot: { ...bundle.snapshot, pods } };
}

const unknown = loadEvidence("nd105-watch-lost");
const ownServer = withoutPolicy(unknown, "None");
const elsewhere = [`nameserver 10.96.0.10`, `try 10.96.0.10`];

function askingOthers(bundle: Bundle): Bundle {
  const [conf = "", question = ""] = elsewhere;
  const other = replaced(bundle, "resolv-conf", conf, "nameserver 10.9.9.9");
  return replaced(other, "name-lookup", question, "try 10.9.9.9");
}

test("a pod with dnsPolicy None whose nameserver is the cluster's DNS does not ask elsewhere", () => {
  expect(cause(ownServer)).toBe("ND105");
});

test("one that asks another server, which knows nothing of the name, does", () => {
  expect(cause(askingOthers(ownServer))).toBe("ND106");
});

test("so does one whose policy does not tell: whom it asks is what counts", () => {
  expect(cause(askingOthers(unknown))).toBe("ND106");
});

test.each(["169.254.20.10", "169.254.25.10", "10.233.70.5"])(
  "%s is the cluster's DNS as well: the cache on the node, or one of its pods",
  (ip) => {
    const conf = replaced(ownServer, "resolv-conf", "nameserver 10.96.0.10", `nameserver ${ip}`);
    expect(cause(replaced(conf, "name-lookup", "try 10.96.0.10", `try ${ip}`))).toBe("ND105");
  },
);

test("a server elsewhere that is silent has not said that it does not know the name", () => {
  const silent = askingOthers(ownServer);
  const said = {
    ...silent,
    evidence: silent.evidence.map((item) =>
      item.probe === "name-lookup" && item.output
        ? {
            ...item,
            output: {
              ...item.output,
              stdout:
                "try 10.9.9.9 53 ratings.test.svc.cluster.local A udp\n;; communications error to 10.9.9.9#53: timed out\n;; no servers could be reached\n",
            },
          }
        : item,
    ),
  };
  expect(cause(said)).not.toBe("ND106");
});

test("a name in another domain is not the Service's: what it leads to accuses nobody", () => {
  const strange = loadEvidence("nd107-dns-gives-another-address");
  const text = "ratings.test.svc.clusterset.local";
  const asked = replaced(strange, "name-lookup", "ratings.test.svc.cluster.local", text);
  const other: Bundle = {
    ...asked,
    flows: asked.flows.map((flow) =>
      flow.asked ? { ...flow, asked: { ...flow.asked, name: { text, typed: true } } } : flow,
    ),
    evidence: asked.evidence.map((item) =>
      item.subject === "ratings.test" ? { ...item, subject: text } : item,
    ),
  };
  expect(cause(strange)).toBe("ND107");
  expect(cause(other)).toBeUndefined();
});

const sixOnly = loadEvidence("nd102-other-family");

test("a host with addresses of the other family is not one without an address: both families are named", () => {
  const { cause } = conclude(sixOnly);
  expect(cause?.title).toBe("The host has IPv6 addresses only, and the source has none");
  expect(cause?.finding.says).toMatch(
    /^six\.example\.com has no IPv4 address, only IPv6 ones: 2001:db8::6\./,
  );
});

test("a source with an address of that family has a use for it: the name is not in the way", () => {
  const flows = sixOnly.flows.map((flow) => ({
    ...flow,
    from: { ...flow.from, ips: [...flow.from.ips, "fd00::7"] },
  }));
  const evidence = new EvidenceIndex(sixOnly.evidence);
  expect(withHostAddresses(flows, evidence)).toMatchObject([
    { family: 6, sourceIP: "fd00::7", destinationIP: "2001:db8::6" },
  ]);
});

test("a silent DNS Service is not accused where nobody read the rules that would translate its address", () => {
  const bundle = loadEvidence("nd343-dns-not-tracked");
  const why = { why: "failed", detail: "iptables-save failed", next: "look by hand" } as const;
  const evidence = bundle.evidence.map((item) =>
    /^(iptables|nft)/.test(item.probe) && item.place.kind === "node"
      ? { round: item.round, place: item.place, probe: item.probe, subject: item.subject, notSeen: why }
      : item,
  );
  const { cause, also } = conclude({ ...bundle, evidence });
  const accused = [cause, ...also].map((weighed) => weighed?.code);
  expect(accused).not.toContain("ND103");
  expect(accused).not.toContain("ND343");
});
