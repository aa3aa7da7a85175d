import { describe, expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { askedAddress } from "../../src/model/flow.ts";
import { printed } from "../probes/output.ts";
import { loadEvidence } from "../scenarios/evidence.ts";
import { onIpvs } from "./on-ipvs.ts";

const dns = `-A -u 10.96.0.10:53 -s rr
-a -u 10.96.0.10:53 -r 10.233.72.67:53 -m -w 1
`;
const details = `-A -t 10.96.11.12:80 -s rr
-a -t 10.96.11.12:80 -r 10.233.70.6:9080 -m -w 1
`;
const bound = ["10.96.0.10", "10.96.11.12"];

test("a cluster whose kube-proxy works by IPVS is no finding", () => {
  const healthy = loadEvidence("healthy");
  const report = conclude(
    onIpvs(healthy, { tables: serversOf(healthy.snapshot), bound: addressesOf(healthy.snapshot) }),
  );
  expect([report.verdict, report.cause, report.also]).toEqual(["reachable", undefined, []]);
});

describe("a Service that one node's IPVS does not translate", () => {
  const broken = loadEvidence("nd340-service-unknown");
  const reportOf = (tables: string | undefined, on = bound) =>
    conclude(onIpvs(broken, { tables, bound: on }));

  test("has no virtual server there, though others have: ND340 on the node", () => {
    const { verdict, cause } = reportOf(dns);
    expect(verdict).toBe("blocked");
    expect([cause?.code, cause?.finding.node]).toEqual(["ND340", "node2"]);
    expect(cause?.finding.because.map(({ says }) => says).join("\n")).toMatch(
      /IPVS of the node has no virtual server 10\.96\.11\.12:80, though it translates other Services/,
    );
  });

  test("has one without a backend that takes new connections: ND340, with the entry", () => {
    const { cause } = reportOf(`${dns}${details.replace("-w 1", "-w 0")}`);
    expect(cause?.code).toBe("ND340");
    const [reason] = cause?.finding.because ?? [];
    expect(reason?.says).toMatch(/with no backend that takes new connections/);
    expect(reason?.quote).toBe("-A -t 10.96.11.12:80 -s rr");
  });

  test("has one, and the address is not on kube-ipvs0: IPVS never sees the packets", () => {
    const { cause } = reportOf(`${dns}${details}`, ["10.96.0.10"]);
    expect(cause?.code).toBe("ND340");
    expect(cause?.finding.because.map(({ says }) => says).join("\n")).toMatch(
      /does not have 10\.96\.11\.12 on its kube-ipvs0/,
    );
  });

  test("is not blamed on kube-proxy where its tables were not read: that is said", () => {
    const { cause, notChecked } = reportOf(undefined);
    expect(cause?.code).not.toBe("ND340");
    expect(notChecked.map(({ reason }) => reason).join("\n")).toMatch(/ipvs was not run on node2/);
  });

  test("is judged by the rules where the kernel has no IPVS, and only its interface was left behind", () => {
    const absent = printed("", { exitCode: 2, stderr: "Can't initialize ipvs: Protocol not available\n" });
    const left = onIpvs(broken, { tables: "", bound: [] });
    const evidence = left.evidence.map((one) => (one.probe === "ipvs" ? { ...one, output: absent } : one));
    const { cause } = conclude({ ...left, evidence });
    expect(cause?.code).toBe("ND340");
    expect(cause?.finding.because[0]?.says).toMatch(/no rule of node2 translates 10\.96\.11\.12:80/);
  });

  test("is not blamed on kube-proxy where its tables do translate it", () => {
    const { cause, also } = reportOf(`${dns}${details}`);
    expect([cause, ...also].map((one) => one?.code)).not.toContain("ND340");
    expect([cause, ...also].map((one) => one?.code)).not.toContain("ND310");
  });
});

test("backends that are no endpoints any more are stale in IPVS as in rules: ND310, with the entry", () => {
  const stale = loadEvidence("nd310-stale-backends");
  const [flow] = stale.flows;
  const asked = flow && askedAddress(flow);
  const node = conclude(stale).cause?.finding.node;
  const gone = conclude(stale).cause?.finding.because[0]?.says.match(/send to ([\d.]+:\d+)/)?.[1];
  expect(asked && gone).toBeDefined();
  const end = `${asked?.ip}:${asked?.port}`;
  const tables = `-A -t ${end} -s rr\n-a -t ${end} -r ${gone} -m -w 1\n`;
  const { cause } = conclude(onIpvs(stale, { tables, bound: [asked?.ip ?? ""] }));
  expect([cause?.code, cause?.finding.node]).toEqual(["ND310", node]);
  const [reason] = cause?.finding.because ?? [];
  expect(reason?.says).toMatch(/IPVS of \w+ sends to/);
  expect(reason?.quote).toBe(`-A -t ${end} -s rr`);
});

type Snapshot = ReturnType<typeof loadEvidence>["snapshot"];

function addressesOf({ services }: Snapshot): readonly string[] {
  return services.flatMap(({ spec }) => (spec.clusterIP === undefined ? [] : [spec.clusterIP]));
}

/** A virtual server for each port of each Service, with a backend for each of its endpoints. */
function serversOf({ services, endpointSlices }: Snapshot): string {
  return services
    .flatMap(({ metadata, spec }) =>
      (spec.ports ?? []).flatMap(({ name, port, protocol }) => {
        const flag = protocol === "UDP" ? "-u" : "-t";
        const server = `${flag} ${spec.clusterIP}:${port}`;
        const backends = endpointSlices
          .filter((slice) => slice.metadata.labels?.["kubernetes.io/service-name"] === metadata.name)
          .flatMap(({ endpoints, ports }) =>
            endpoints.flatMap(({ addresses }) =>
              addresses.map((ip) => `${ip}:${ports.find((one) => one.name === name)?.port ?? port}`),
            ),
          );
        return [`-A ${server} -s rr`, ...backends.map((end) => `-a ${server} -r ${end} -m -w 1`)];
      }),
    )
    .join("\n");
}
