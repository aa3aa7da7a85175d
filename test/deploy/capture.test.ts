/** What the manifests open for the files of captures: one port of the bot, to nobody unless the component is asked for. */
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { readRules } from "../../src/access/rules-file.ts";
import { built, hasKubectl, one } from "./built.ts";
import { accessFile, manifest, Manifest, text } from "./manifests.ts";

const settings = text("deploy/base/settings.env");
const Ports = z.array(z.object({ name: z.string(), containerPort: z.number() }));
const ports = (): z.infer<typeof Ports> =>
  Ports.parse(manifest("Deployment", "netdiag-bot").spec?.template?.spec.containers[0]?.["ports"]);

test("bot and thread name the same port, which is none that serves anything else", () => {
  const captures = ports().find(({ name }) => name === "captures")?.containerPort;
  expect(settings).toContain(`NETDIAG_CAPTURE_PORT=${captures ?? "none"}`);
  expect(ports().filter(({ containerPort }) => containerPort === captures)).toHaveLength(1);
});

test("the rules that are shipped let nobody capture", () => {
  const actions = readRules(text(accessFile), accessFile).flatMap((rule) => rule.actions);
  expect(actions).not.toContain("capture");
});

test("the component lets an ingress controller reach that port of the bot, and nothing else", () => {
  const [service, policy] = ["service", "network-policy"].map((name) =>
    Manifest.parse(parseAllDocuments(text(`deploy/components/capture/${name}.yaml`))[0]?.toJS()),
  );
  expect(service?.spec).toMatchObject({ ports: [{ targetPort: "captures" }] });
  expect(JSON.stringify(policy?.spec)).toContain('"ports":[{"protocol":"TCP","port":"captures"}]');
});

describe.skipIf(!hasKubectl)("what kubectl makes of the manifests", () => {
  test.each(["base", "with-redis", "on-demand"])("%s opens no way in to the bot", (folder) => {
    const open = built(folder).filter(
      ({ kind, spec }) => kind === "NetworkPolicy" && JSON.stringify(spec).includes("captures"),
    );
    expect(open).toEqual([]);
    expect(JSON.stringify(built(folder))).not.toContain("netdiag-captures");
  });

  test("with the component there is a Service for that port alone", () => {
    const objects = built("base", ["capture"]);
    expect(one(objects, "Service", "netdiag-captures").metadata?.namespace).toBe("netdiag");
    expect(one(objects, "NetworkPolicy", "captures-in").metadata?.namespace).toBe("netdiag");
  });
});
