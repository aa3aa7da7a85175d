import { expect, onTestFinished, test } from "vitest";
import { Glances } from "../../../src/adapters/kubernetes/glances.ts";
import { CouldNotRead, type Cluster, type Ending } from "../../../src/ports.ts";
import { blocked, reachable } from "../../report/incident.ts";

const minute = 60_000;
const answer: Ending = { kind: "verdict", report: blocked };

/** A cluster of which one policy changes, and what was asked of it. */
function scene() {
  const state = { policy: "first", now: 0, isDown: false };
  const asked: string[] = [];
  const woken: string[] = [];
  const troubles: unknown[] = [];
  const read = (what: string): Promise<never> => {
    asked.push(what);
    if (state.isDown) return Promise.reject(new CouldNotRead("unreachable", "no API", "look"));
    const object: unknown = { policy: state.policy };
    return Promise.resolve(object as never);
  };
  const cluster: Cluster = {
    name: "prod-1",
    unreadable: [],
    listedWhole: [],
    foresee: () => undefined,
    get: (kind, name, namespace) => read(`get ${kind} ${namespace ?? ""}/${name}`),
    list: (kind, scope) => read(`list ${kind} ${scope?.namespace ?? ""}`),
  };
  const glances = new Glances({
    cluster: () => cluster,
    wake: (watch) => {
      woken.push(watch);
      return Promise.resolve();
    },
    onError: (error) => troubles.push(error),
    now: () => state.now,
  });
  onTestFinished(() => {
    glances.stop();
  });
  const after = async (ms: number): Promise<void> => {
    state.now += ms;
    await glances.glance();
  };
  return { state, asked, woken, troubles, glances, after };
}

test("the objects that the answer names are read, and the policies beside its target; few of them", async () => {
  const { glances, asked } = scene();
  await glances.follow("nw-1", answer);
  expect(asked).toEqual([
    "get NetworkPolicy test/productpage-isolation",
    "get Service test/productpage",
    "list NetworkPolicy test",
  ]);
});

test("a change of one of them wakes the watch, once", async () => {
  const { glances, state, woken, after } = scene();
  await glances.follow("nw-1", answer);
  await after(20_000);
  expect(woken).toEqual([]);
  state.policy = "second";
  await after(10_000);
  expect(woken).toEqual([]);
  await after(10_000);
  await after(5 * minute);
  expect(woken).toEqual(["nw-1"]);
});

test("what changes all the time is read ever more seldom", async () => {
  const { glances, state, woken, after } = scene();
  for (let round = 0; round < 60; round += 1) {
    await glances.follow("nw-1", answer);
    state.policy = `${round}`;
    await after(20_000);
  }
  expect(woken.length).toBeLessThan(8);
});

test("what passes is not followed, and what was not looked at again for long is forgotten", async () => {
  const { glances, state, asked, woken, after } = scene();
  await glances.follow("nw-1", { kind: "verdict", report: reachable });
  expect(asked).toEqual([]);
  await glances.follow("nw-2", answer);
  state.policy = "second";
  await after(10 * minute);
  await after(minute);
  expect(woken).toEqual([]);
});

test("an API that does not answer is trouble, and no change", async () => {
  const { glances, state, woken, troubles, after } = scene();
  await glances.follow("nw-1", answer);
  state.isDown = true;
  await after(20_000);
  expect([woken, troubles.length]).toEqual([[], 1]);
});
