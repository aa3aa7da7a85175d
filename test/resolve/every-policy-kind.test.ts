/** An API that was added is also read from a live cluster, and a version of it without an adapter is named. */
import { expect, test } from "vitest";
import { kinds } from "../../src/adapters/kubernetes/kinds.ts";
import { policyKinds } from "../../src/adapters/kubernetes/policy-kinds.ts";
import { adapterFor } from "../../src/policy/adapters/index.ts";
import { kindsOfPolicies } from "../../src/resolve/policies.ts";

/** What policies refer to is read where one does. */
const referredTo = ["NetworkSet", "GlobalNetworkSet", "CiliumCIDRGroup", "CiliumEndpoint", "DestinationRule"];

test("every kind of the policy APIs is asked for, or is what policies refer to", () => {
  const unasked = Object.keys(policyKinds).filter(
    (kind) => !kindsOfPolicies.some((asked) => asked === kind) && !referredTo.includes(kind),
  );
  expect(unasked, "a line in src/resolve/policies.ts").toEqual([]);
});

test("of every policy kind that is asked for, a version that nobody knows is not passed over", () => {
  const passedOver = kindsOfPolicies.filter((asked) => {
    const { kind, apis } = kinds[asked];
    if (["Tier", "HostEndpoint", "Profile"].includes(kind)) return false;
    return apis.some(
      ({ group }) => adapterFor({ ref: { kind, name: "some" }, group, version: "v99" }) === undefined,
    );
  });
  expect(passedOver, "a line in policyGroups of src/policy/adapters/index.ts").toEqual([]);
});
