import { expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { conclude } from "../../src/judge/conclude.ts";
import { loadEvidence } from "../scenarios/evidence.ts";
import { judgePair, type Pair } from "./judge-pair.ts";
import { node, podOf, service } from "./right-answer.ts";

const deadListener: Report = conclude(loadEvidence("nd620-nobody-listens"));
const { cause: route } = conclude(loadEvidence("nd540-block-route-missing"));

const routeThenListener: Pair = {
  first: { code: "ND540", node: ["node2"], object: [node("node2")] },
  second: { code: "ND620", object: [podOf("test", "ratings")] },
  beside: [],
};

/** A report with this cause and these beside it. */
function telling(...[cause, ...also]: readonly (Report["cause"] & object)[]): Report {
  return { ...deadListener, ...(cause ? { cause } : { cause: undefined }), also: [...also] };
}

function graded(report: Report, pair = routeThenListener): string {
  return judgePair({ kind: "report", report }, pair).grade;
}

if (!route || !deadListener.cause) throw new Error("the recordings name their causes");
const listener = deadListener.cause;

test("the first as the cause and the second beside it is right", () => {
  expect(graded(telling(route, listener))).toBe("right");
});

test("the first alone is the first only", () => {
  expect(graded(telling(route))).toBe("first only");
});

test("the second as the cause is the wrong order, whatever stands beside it", () => {
  expect(graded(telling(listener))).toBe("second only");
  expect(graded(telling(listener, route))).toBe("second only");
});

test("what is neither of the two is a wrong accusation, even beside both", () => {
  const pair: Pair = {
    ...routeThenListener,
    second: { code: "ND301", object: [service("test", "ratings")] },
  };
  expect(graded(telling(route, listener), pair)).toBe("wrong accusation");
});

test("no cause is no answer, and reachable a false one", () => {
  expect(graded(telling())).toBe("cannot tell");
  expect(graded({ ...telling(), verdict: "reachable" })).toBe("false reachable");
});
