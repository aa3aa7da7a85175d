import { defineScenario } from "./scenario.ts";

export const nameOfNoNamespace = defineScenario({
  name: "nd102-name-of-no-namespace",
  says: "the client has the Service's name with a namespace that it is not in",
  break: [],
  heal: [],
  ask: "demo/client -> http://details.demo:9080/",
  askHealed: "demo/client -> http://details.test:9080/",
  expect: { verdict: "blocked", cause: "ND102", hopKind: "asking", nobody: true },
});
