import { describe, expect, test } from "vitest";
import { readRules } from "../../src/access/rules-file.ts";
import { sightOf } from "../../src/access/sight.ts";
import type { Flow, ThroughService } from "../../src/model/flow.ts";
import type { EndpointSlice, Node, Service } from "../../src/model/kubernetes.ts";
import type { Question } from "../../src/model/question.ts";
import { parseQuestion } from "../../src/question/index.ts";
import { refuseAddresses, refuseLookedUp, refuseWords } from "../../src/resolve/never-sent.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { AskBack, NotAllowed, NotFound } from "../../src/resolve/unresolved.ts";
import { memoryCluster, type MemoryCluster } from "./memory-cluster.ts";
import { pod, service, slice } from "./objects.ts";

/** A flow through a Service, to a harmless one of its endpoints. */
const flowTo = (service: ThroughService): Flow => ({
  id: "f1",
  from: { type: "external", ips: ["10.1.0.1"] },
  to: { type: "external", ips: ["10.1.0.2"] },
  family: 4,
  sourceIP: "10.1.0.1",
  destinationIP: "10.1.0.2",
  protocol: "TCP",
  port: 8080,
  service,
});

function question(words: string): Question {
  const parsed = parseQuestion(words);
  if (!("question" in parsed)) throw new Error(parsed.refusal.sentence);
  return parsed.question;
}

/** Who may ask about shop and nothing else; beside it a namespace that nobody is to hear of. */
const rules = readRules(
  `rules:
  - name: the shop team
    channels: [C0SHOP]
    namespaces: [shop]
    outside: ["*.example.com"]
    actions: [ask]
  - name: the secret keepers
    users: [U0KEEPER]
    namespaces: [vault-9f]
    actions: all
`,
  "access.yaml",
);
const sight = sightOf(rules, { user: "U0ANY", channel: "C0SHOP", groups: [] }, "prod-1", "ask");

const node: Node = {
  kind: "Node",
  metadata: { name: "node1" },
  spec: { podCIDRs: ["10.1.0.0/24"] },
  status: { addresses: [{ type: "InternalIP", address: "192.168.0.11" }] },
};
const client = pod({ namespace: "shop", name: "client-1", labels: { app: "client" }, ip: "10.1.0.1" });
const web = pod({ namespace: "shop", name: "web-1", labels: { app: "web" }, ip: "10.1.0.2" });
const keys = pod({ namespace: "vault-9f", name: "keys-1", labels: { app: "keys" }, ip: "10.1.0.9" });
const namesake = pod({ namespace: "vault-9f", name: "web-x", labels: { app: "web" }, ip: "10.1.0.8" });
const http = [{ name: "http", port: 80, targetPort: 8080, protocol: "TCP" as const }];
const open = { ...http[0], nodePort: 30090 };
const keysService: Service = {
  ...service("vault-9f", "keys", { app: "keys" }, [{ ...open, name: "http", port: 80 }], "10.96.0.90"),
  status: { loadBalancer: { ingress: [{ ip: "203.0.113.90" }] } },
};
const cluster = (more: Parameters<typeof memoryCluster>[0] = {}): MemoryCluster =>
  memoryCluster({
    Node: [node],
    Pod: [client, web, keys, namesake],
    Service: [
      service("shop", "web", { app: "web" }, http),
      service("vault-9f", "web", { app: "web" }, http, "10.96.0.21"),
      keysService,
      service("shop", "last", {}, http, "10.96.0.99"),
      ...(more.Service ?? []),
    ],
    EndpointSlice: [
      slice("shop", "web", 8080, [{ ip: "10.1.0.2", pod: "web-1" }], "http"),
      slice("vault-9f", "keys", 8080, [{ ip: "10.1.0.9", pod: "keys-1" }], "http"),
      ...(more.EndpointSlice ?? []),
    ],
  });

async function thrown(words: string, of = cluster()): Promise<unknown> {
  return resolve(question(words), of, { sight }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** Everything an error would tell a person. */
function told(error: unknown): string {
  if (error instanceof AskBack) return JSON.stringify([error.sentence, error.candidates]);
  if (error instanceof NotFound) return JSON.stringify([error.sentence, error.suggestions]);
  return error instanceof NotAllowed ? error.sentence : `not told: ${String(error)}`;
}

describe("names of a namespace that the asker may not ask about", () => {
  test("are no other thing of the same name: the one that may be asked about is meant", async () => {
    const { flows, snapshot } = await resolve(question("client -> web:80"), cluster(), { sight });
    expect(flows.map(({ destinationIP }) => destinationIP)).toEqual(["10.1.0.2"]);
    expect(JSON.stringify(snapshot)).not.toContain("vault-9f");
    expect(
      await resolve(question("client -> web:80"), cluster()).catch((error: unknown) => error),
    ).toBeInstanceOf(AskBack);
  });

  test.each(["client -> keys:80", "client -> key:80", "client -> keyz:80"])(
    "%s finds nothing, and no suggestion names them",
    async (words) => {
      const error = await thrown(words);
      expect(error).toBeInstanceOf(NotFound);
      expect(told(error)).not.toMatch(/vault-9f|keys"/);
    },
  );

  test("that were typed are refused before anything is read, without saying whether they exist", async () => {
    const here = cluster();
    expect(told(await thrown("client -> vault-9f/keys:80", here))).toBe(
      "You may not ask about namespace vault-9f here. Who may: the secret keepers.",
    );
    expect(here.reads).toEqual([]);
    expect(told(await thrown("client -> vault-0/none:80"))).toBe(
      "You may not ask about namespace vault-0 here. Whoever runs netdiag can say who may.",
    );
    expect(await thrown("client -> http://keys.vault-9f.svc.cluster.local/")).toBeInstanceOf(NotAllowed);
    expect(await thrown("vault-9f/keys -> web:80")).toBeInstanceOf(NotAllowed);
  });
});

describe("what leads to such a namespace is refused, and what it is is not told", () => {
  test.each([
    ["the address of a pod", "client -> 10.1.0.9:8080"],
    ["the address of a Service", "client -> 10.96.0.90:80"],
    ["a load balancer's address", "client -> 203.0.113.90:80"],
    ["a node's address with its node port", "client -> 192.168.0.11:30090"],
    ["a pod's address as the source", "10.1.0.9 -> web:80"],
  ])("%s", async (_what, words) => {
    const here = cluster();
    const error = await thrown(words, here);
    expect(error).toBeInstanceOf(NotAllowed);
    expect(told(error)).toMatch(/^You may not ask about \S+ here, for what it leads to\./);
    expect(told(error)).not.toMatch(/vault-9f|keys|node1|keepers/);
    // Nothing beyond what the words lead to.
    expect(here.reads.filter((read) => /Policy|list Pod vault-9f $/.test(read))).toEqual([]);
  });

  test("another name for a Service there", async () => {
    const alias = service("shop", "alias", {}, []);
    const named = {
      ...alias,
      spec: { type: "ExternalName", externalName: "keys.vault-9f.svc.cluster.local" },
    };
    const error = await thrown("client -> alias:80", cluster({ Service: [named] }));
    expect(error).toBeInstanceOf(NotAllowed);
    expect(told(error)).not.toContain("vault-9f");
  });

  test("a pod there that an EndpointSlice of the asker's own Service lists", async () => {
    const bare = service("shop", "bare", {}, http, "10.96.0.31");
    const error = await thrown(
      "client -> bare:80",
      cluster({
        Service: [bare],
        EndpointSlice: [slice("shop", "bare", 8080, [{ ip: "10.1.0.9" }], "http")],
      }),
    );
    expect(error).toBeInstanceOf(NotAllowed);
    expect(told(error)).not.toMatch(/vault-9f|keys/);
  });
});

test("the neighbours of an address that nobody has are named only where they may be", async () => {
  const { snapshot } = await resolve(question("client -> 10.96.0.95:80"), cluster(), { sight });
  expect(snapshot.nobodys).toEqual([{ ip: "10.96.0.95" }]);
  expect(JSON.stringify(snapshot)).not.toContain("vault-9f");
});

test.each([
  ["an address outside", "client -> 198.51.100.7:443", "198.51.100.7"],
  ["a host outside", "client -> https://other.example.org/", "other.example.org"],
  ["a node by its name", "client -> node/node1:22", "node1"],
])("%s is refused by its name, unless a rule opens it", async (_what, words, name) => {
  const error = await thrown(words);
  expect(error).toBeInstanceOf(NotAllowed);
  expect(told(error)).toContain(name);
});

test.each(["client -> https://api.example.com/", "client -> 10.1.0.77:80", "client -> http://nowhere/"])(
  "%s may be asked: it is opened, of the cluster's own networks, or a name that only the cluster may have",
  async (words) => {
    expect((await resolve(question(words), cluster(), { sight })).flows).toHaveLength(1);
  },
);

describe("a name that was looked up on a node", () => {
  const lookedUp = async (words: string, ip: string, here = cluster()): Promise<unknown> => {
    const asked = question(words);
    const { flows: before } = await resolve(asked, here, { sight });
    const flows = before.map((flow) => ({ ...flow, destinationIP: ip }));
    return refuseLookedUp(asked, { flows, before }, here, sight).then(
      () => undefined,
      (error: unknown) => error,
    );
  };

  test("may lead outside where its name is opened", async () => {
    expect(await lookedUp("client -> https://api.example.com/", "198.51.100.7")).toBeUndefined();
  });

  test("does not lead outside where it only may have been of the cluster", async () => {
    expect(told(await lookedUp("client -> http://nowhere/", "198.51.100.7"))).toContain(
      "nowhere, which is outside of the cluster,",
    );
  });

  test.each(["10.1.0.9", "10.96.0.90", "203.0.113.90"])(
    "does not lead to what is hidden, by %s",
    async (ip) => {
      const error = await lookedUp("client -> http://api.example.com/", ip);
      expect(error).toBeInstanceOf(NotAllowed);
      expect(told(error)).not.toMatch(/vault-9f|keys/);
    },
  );

  test("does not lead to a metadata address", async () => {
    expect(told(await lookedUp("client -> http://api.example.com/", "169.254.169.254"))).toBe(
      "api.example.com leads to 169.254.169.254, the metadata address of clouds: I never send packets there. " +
        "Name the pod, Service, node or host that is meant.",
    );
  });
});

describe("addresses that no packet goes to", () => {
  const led = async (words: string, here: MemoryCluster): Promise<string> => {
    const asked = question(words);
    try {
      refuseWords(asked);
      const { flows, snapshot } = await resolve(asked, here);
      refuseAddresses(asked, flows, snapshot);
    } catch (error) {
      return told(error);
    }
    return "sent";
  };

  test("are refused when typed, whoever asks", async () => {
    expect(await led("client -> 169.254.169.254:80", cluster())).toMatch(
      /^169\.254\.169\.254 is the metadata/,
    );
  });

  test("are refused when any endpoint of the Service is one, ready or not the one that would be asked", async () => {
    const bare = service("shop", "bare", {}, http, "10.96.0.31");
    const ends = [
      { ip: "10.1.0.2" },
      { ip: "10.1.0.3" },
      { ip: "10.1.0.4" },
      { ip: "10.1.0.5" },
      { ip: "169.254.169.254" },
    ];
    const here = cluster({ Service: [bare], EndpointSlice: [slice("shop", "bare", 8080, ends, "http")] });
    expect(await led("client -> bare:80", here)).toBe(
      "bare leads to 169.254.169.254, the metadata address of clouds: I never send packets there. " +
        "Name the pod, Service, node or host that is meant.",
    );
  });

  test("are no reason to refuse a Service whose namesake in another namespace has one", () => {
    const flows = [flowTo({ namespace: "shop", name: "web", port: 80, portName: "http" })];
    const of = (namespace: string) => slice(namespace, "web", 80, [{ ip: "169.254.169.254" }], "http");
    const refuse = (endpointSlices: readonly EndpointSlice[]) => () => {
      refuseAddresses(question("shop/client -> shop/web:80"), flows, { endpointSlices: [...endpointSlices] });
    };
    expect(refuse([of("vault-9f")])).not.toThrow();
    expect(refuse([of("shop")])).toThrow(NotAllowed);
  });

  test("are not the cache of the cluster's DNS behind a Service, at the port of the DNS", () => {
    const refuse = (port: number) => () => {
      refuseAddresses(
        question("shop/client -> kube-system/dns:53"),
        [flowTo({ namespace: "kube-system", name: "dns", port: 53, portName: "dns" })],
        { endpointSlices: [slice("kube-system", "dns", port, [{ ip: "169.254.20.10" }], "dns")] },
      );
    };
    expect(refuse(53)).not.toThrow();
    expect(refuse(9253)).toThrow(NotAllowed);
  });

  test("the cache of the cluster's DNS on each node is none", async () => {
    expect(await led("client -> 169.254.20.10:53/udp", cluster())).toBe("sent");
    expect(await led("client -> 169.254.20.10:80", cluster())).toMatch(/link-local/);
  });
});
