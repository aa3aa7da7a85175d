/** A fake API server that has the policy APIs a test installs, and no other. */
import { afterAll, beforeAll, beforeEach } from "vitest";
import { createCluster } from "../../../src/adapters/kubernetes/cluster.ts";
import type { Connection } from "../../../src/adapters/kubernetes/connection.ts";
import { Discovery } from "../../../src/adapters/kubernetes/discovery.ts";
import { policyGroups } from "../../../src/adapters/kubernetes/policy-kinds.ts";
import { CouldNotRead, type Cluster } from "../../../src/ports.ts";
import { type Answer, type Asked, type FakeApi, startFakeApi } from "./fake-api.ts";

/** Resources by `group/version`. */
export type Installed = Readonly<Record<string, readonly string[]>>;

type Routes = FakeApi["routes"];

export interface ApiServer {
  readonly connection: () => Connection;
  /** A reader that remembers nothing of another test. */
  readonly fresh: () => Cluster;
  /** `answers` go before what is installed, by path. */
  readonly install: (installed: Installed, answers?: Readonly<Record<string, Answer>>) => void;
  /** Goes before what is installed; the server's own answer is the second argument's. */
  readonly answer: (own: (asked: Asked, before: Routes) => Answer | undefined) => void;
  readonly askedPaths: () => readonly string[];
}

/** Starts with the tests of the calling file and stops with them. */
export function apiServer(): ApiServer {
  let api: FakeApi;
  beforeAll(async () => {
    api = await startFakeApi({ timeoutMs: 1000 });
  });
  afterAll(() => api.stop());
  beforeEach(() => {
    api.asked.length = 0;
  });
  return {
    connection: () => api.connection,
    fresh() {
      const discovery = new Discovery(api.connection.api, policyGroups);
      return createCluster({ ...api.connection, discovery });
    },
    install(installed, answers = {}) {
      api.routes = ({ path }) => answers[path] ?? served(installed, path);
    },
    answer(own) {
      const before = api.routes;
      api.routes = (asked) => own(asked, before);
    },
    askedPaths: () => api.asked.map(({ path }) => path),
  };
}

function served(installed: Installed, path: string): Answer | undefined {
  const groups = new Map<string, string[]>();
  for (const groupVersion of Object.keys(installed)) {
    const [group = "", version = ""] = groupVersion.split("/");
    groups.set(group, [...(groups.get(group) ?? []), version]);
  }
  if (path === "/apis")
    return ok({
      groups: [...groups].map(([name, versions]) => ({
        name,
        versions: versions.map((version) => ({ groupVersion: `${name}/${version}`, version })),
        preferredVersion: { version: versions[0] },
      })),
    });
  const [, , group = "", version = "", ...rest] = path.split("/");
  const resources = installed[`${group}/${version}`];
  if (!resources) return undefined;
  if (rest.length === 0) return ok({ resources: resources.map((name) => ({ name })) });
  return resources.includes(rest.at(-1) ?? "") ? list(`from-${group}`) : undefined;
}

export function ok(body: unknown): Answer {
  return { code: 200, body };
}

export function list(...names: readonly string[]): Answer {
  return ok({ kind: "List", metadata: {}, items: names.map((name) => ({ metadata: { name } })) });
}

export function refused(code: number, message: string): Answer {
  return { code, body: { kind: "Status", status: "Failure", message, code } };
}

export const unavailable = refused(503, "the server is currently unable to handle the request");
export const forbidden = refused(403, 'User "ann" cannot list resource "globalnetworkpolicies"');

export async function failure(work: Promise<unknown>): Promise<CouldNotRead> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof CouldNotRead)) throw new Error("it did not fail as CouldNotRead", { cause: error });
  return error;
}

export function names(objects: readonly { readonly metadata: { readonly name: string } }[]): string[] {
  return objects.map(({ metadata }) => metadata.name);
}
