/** Calico shows its policies under two API groups, and one of them only to those who may read their tiers. */
import { describe, expect, test } from "vitest";
import {
  apiServer,
  failure,
  forbidden,
  type Installed,
  list,
  names,
  refused,
  unavailable,
} from "./installed-apis.ts";

const api = apiServer();
const { fresh, install, askedPaths } = api;

const v3 = "/apis/projectcalico.org/v3/globalnetworkpolicies";
const bothCalicos: Installed = {
  "projectcalico.org/v3": ["globalnetworkpolicies"],
  "crd.projectcalico.org/v1": ["globalnetworkpolicies"],
};

describe("Calico's two APIs", () => {
  test("both installed, each policy is read once", async () => {
    install(bothCalicos);
    expect(names(await fresh().list("GlobalNetworkPolicy"))).toEqual(["from-projectcalico.org"]);
  });

  test("when the program behind the first is down, the second is read, and that is told", async () => {
    install(bothCalicos, { "/apis/projectcalico.org/v3": unavailable, [v3]: unavailable });
    const cluster = fresh();
    expect(names(await cluster.list("GlobalNetworkPolicy"))).toEqual(["from-crd.projectcalico.org"]);
    await cluster.list("GlobalNetworkPolicy");
    expect(cluster.unreadable).toEqual([
      {
        what: "projectcalico.org/v3",
        reason:
          "could not list globalnetworkpolicies.projectcalico.org: the server is currently unable to handle the request (503); its objects were read from crd.projectcalico.org/v1",
        next: "look whether what serves that API is up: kubectl get apiservice v3.projectcalico.org",
      },
    ]);
  });

  test("the first is not waited for again by every read while it does not answer", async () => {
    install(bothCalicos, {
      "/apis/projectcalico.org/v3": { code: 0, body: "", cut: true },
      [v3]: unavailable,
    });
    const cluster = fresh();
    expect(names(await cluster.list("GlobalNetworkPolicy"))).toEqual(["from-crd.projectcalico.org"]);
    expect(askedPaths()).not.toContain(v3);
    expect(cluster.unreadable).toMatchObject([{ what: "projectcalico.org/v3" }]);
  });

  test("alone and in doubt, the first is tried all the same", async () => {
    install(
      { "projectcalico.org/v3": ["globalnetworkpolicies"] },
      { "/apis/projectcalico.org/v3": unavailable },
    );
    const cluster = fresh();
    expect(names(await cluster.list("GlobalNetworkPolicy"))).toEqual(["from-projectcalico.org"]);
    expect(cluster.unreadable).toEqual([]);
  });

  test("when only the second may be read, nothing is missing", async () => {
    install(bothCalicos, { [v3]: forbidden });
    const cluster = fresh();
    expect(names(await cluster.list("GlobalNetworkPolicy"))).toEqual(["from-crd.projectcalico.org"]);
    expect(cluster.unreadable).toEqual([]);
  });

  test("when neither answers, the refusal of the first is told, with every right that reading takes", async () => {
    install(bothCalicos, {
      [v3]: forbidden,
      [v3.replace(/projectcalico.org.v3/, "crd.projectcalico.org/v1")]: unavailable,
    });
    expect((await failure(fresh().list("GlobalNetworkPolicy"))).next).toContain(
      '{apiGroups: ["projectcalico.org"], resources: ["globalnetworkpolicies", "tier.globalnetworkpolicies", "tiers"], verbs: ["get", "list"]}',
    );
  });
});

describe("Calico's API server shows only the tiers that the asker may read", () => {
  const alone: Installed = { "projectcalico.org/v3": ["globalnetworkpolicies", "tiers"] };

  function mayRead(all: boolean, also: Installed = {}): void {
    install({ ...alone, ...also });
    api.answer((asked, before) => {
      if (asked.path === "/apis/projectcalico.org/v3/tiers") return list("default", "security");
      const named = asked.query.get("labelSelector");
      if (asked.path !== v3 || named === null) return before(asked);
      expect(named).toBe("projectcalico.org/tier in (default,security)");
      return all ? list() : refused(403, 'User "ann" cannot get tier "security"');
    });
  }

  test("a list without some of them is no answer", async () => {
    mayRead(false);
    expect(await failure(fresh().list("GlobalNetworkPolicy"))).toMatchObject({
      reason: "forbidden",
      next: expect.stringContaining("tier.globalnetworkpolicies") as string,
    });
  });

  test("but the definitions behind it may be read instead", async () => {
    mayRead(false, { "crd.projectcalico.org/v1": ["globalnetworkpolicies"] });
    expect(names(await fresh().list("GlobalNetworkPolicy"))).toEqual(["from-crd.projectcalico.org"]);
  });

  test("who may read all gets all", async () => {
    mayRead(true);
    const cluster = fresh();
    expect(names(await cluster.list("GlobalNetworkPolicy"))).toEqual(["from-projectcalico.org"]);
    expect(cluster.listedWhole).toContainEqual({ group: "projectcalico.org", kind: "GlobalNetworkPolicy" });
  });

  test("without the tiers, a list may be of some of them only", async () => {
    install(alone, { "/apis/projectcalico.org/v3/tiers": forbidden });
    const cluster = fresh();
    expect(names(await cluster.list("GlobalNetworkPolicy"))).toEqual(["from-projectcalico.org"]);
    expect(cluster.listedWhole).toEqual([]);
  });
});
