/** NetworkPolicies of a real cluster. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Pod } from "../../../src/model/kubernetes.ts";
import { compile, explain } from "../../../src/policy/index.ts";
import { flow } from "../cluster.ts";

const List = z.object({
  items: z.array(z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) })),
});

function recorded(name: string) {
  const path = join(import.meta.dirname, "..", "..", "fixtures", "policy", name);
  return List.parse(JSON.parse(readFileSync(path, "utf8"))).items;
}

describe("policies of a real cluster", () => {
  const objects = ["namespaces.json", "shop-pods.json", "k8s-networkpolicies.json"].flatMap(recorded);
  const model = compile(objects);
  const shopPod = (prefix: string): Pod =>
    Pod.parse(objects.find((object) => object.kind === "Pod" && object.metadata.name.startsWith(prefix)));
  const verdict = (from: string, to: string | { ip: string }, port: number | string) =>
    explain(model, flow(shopPod(from), typeof to === "string" ? shopPod(to) : to, port)).verdict;

  test("are read without a problem", () => {
    expect(model.problems).toEqual([]);
    expect(model.notDecided).toEqual([]);
  });

  test("admit the client to web's port 8080 and nobody else", () => {
    expect(verdict("client", "web", 8080)).toBe("allow");
    expect(verdict("client", "web", 8081)).toBe("deny");
    expect(verdict("stranger", "web", 8080)).toBe("deny");
  });

  test("let the client out to DNS and a port range inside the block, not in its hole", () => {
    expect(verdict("client", { ip: "10.96.0.10" }, "53/UDP")).toBe("allow");
    expect(verdict("client", { ip: "10.1.0.10" }, "53/UDP")).toBe("deny");
    expect(verdict("client", { ip: "10.9.9.9" }, 32_000)).toBe("allow");
    expect(verdict("client", { ip: "10.9.9.9" }, 32_001)).toBe("deny");
    expect(verdict("client", "stranger", 80)).toBe("deny");
  });
});
