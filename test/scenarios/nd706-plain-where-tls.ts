import { defineScenario } from "./scenario.ts";

export const plainWhereTls = defineScenario({
  name: "nd706-plain-where-tls",
  says: "the client asks with https, and the program speaks plain HTTP",
  break: [],
  heal: [],
  ask: "test/client -> https://details:9080/",
  askHealed: "test/client -> http://details:9080/",
  expect: {
    verdict: "reachable",
    finds: {
      code: "ND706",
      confidence: "likely",
      object: { kind: "Pod", namespace: "test" },
      says: "speaks plain HTTP on 9080",
    },
  },
});
