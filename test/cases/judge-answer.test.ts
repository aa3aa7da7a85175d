import { describe, expect, test } from "vitest";
import type { WeighedFinding, Report } from "../../src/model/report.ts";
import { judgeAnswer, type Answer } from "./judge-answer.ts";
import {
  blocked,
  lostBetween,
  node,
  partial,
  podOf,
  reachable,
  refused,
  service,
  type RightAnswer,
} from "./right-answer.ts";

const question: Report["question"] = {
  text: "test/reviews -> test/ratings",
  from: { type: "object", namespace: "test", name: "reviews" },
  to: { type: "object", namespace: "test", name: "ratings" },
};

function said(verdict: Report["verdict"], told: Partial<Report> = {}): Answer {
  const report: Report = {
    version: 1,
    question,
    verdict,
    headline: "reviews and ratings.",
    also: [],
    flows: [],
    endpoints: { answered: 0, probed: 1, total: 1 },
    notes: [],
    notChecked: [],
    timings: { firstAnswerMs: 1, totalMs: 2, nodes: [] },
    ...told,
  };
  return { kind: "report", report };
}

function weighed(
  code: WeighedFinding["code"],
  finding: Partial<WeighedFinding["finding"]>,
  confidence: WeighedFinding["confidence"] = "likely",
): WeighedFinding {
  return {
    code,
    title: "Something is broken",
    confidence,
    at: "node2",
    hopKind: "node-out",
    flowIds: ["f1"],
    explains: [],
    against: [],
    rivals: [],
    finding: { says: "it is broken", because: [], ...finding },
  };
}

const ports: readonly RightAnswer[] = [
  blocked({ object: [node("node2"), node("node3")], node: ["node2", "node3"], says: [/4789/, /4799/] }),
];
const portsDiffer = weighed("ND512", {
  says: "node2 sends to port 4789, node3 listens on 4799",
  object: { kind: "Node", name: "node3" },
  node: "node3",
});
const otherThing = weighed("ND510", {
  says: "a security group drops 4789",
  object: { kind: "Node", name: "node3" },
  node: "node3",
});

function stoppedAt(
  name: string,
  where: string,
  kind: "node-out" | "node-in" | "underlay" = "node-out",
): Pick<Report, "flows"> {
  const end = { type: "node" as const, name: where, node: where, ip: "192.168.0.12", ips: ["192.168.0.12"] };
  return {
    flows: [
      {
        flow: {
          id: "f1",
          from: end,
          to: end,
          family: 4,
          sourceIP: "10.0.0.1",
          destinationIP: "10.0.0.2",
          protocol: "TCP",
          port: 80,
        },
        reached: "no",
        grid: [],
        steps: [
          {
            hop: {
              kind,
              name,
              node: where,
              packet: { family: 4, protocol: "TCP", source: "10.0.0.1", destination: "10.0.0.2", port: 80 },
            },
            mark: "stopped",
            facts: [],
            outcomes: [],
          },
        ],
      },
    ],
  };
}

describe("an answer about a path that is blocked", () => {
  test("is right when the cause is about the object, the place and what is broken, whatever its code", () => {
    expect(judgeAnswer(said("blocked", { cause: portsDiffer }), ports)).toEqual({ grade: "right", why: [] });
  });

  test("is right when it fits the second of two right answers", () => {
    const right = [blocked({ object: [service("test", "other")] }), ...ports];
    expect(judgeAnswer(said("blocked", { cause: portsDiffer }), right).grade).toBe("right");
  });

  test("accuses wrongly when the object is right and the cause is another", () => {
    const { grade, why } = judgeAnswer(said("blocked", { cause: otherThing }), ports);
    expect(grade).toBe("wrong accusation");
    expect(why).toEqual(["accuses ND510 likely (Node node3): a security group drops 4789"]);
  });

  test("accuses wrongly when the words are right and the object is another", () => {
    const cause = weighed("ND512", {
      says: "4789 and 4799",
      object: { kind: "Node", name: "node1" },
      node: "node2",
    });
    expect(judgeAnswer(said("blocked", { cause }), ports).grade).toBe("wrong accusation");
  });

  test("accuses wrongly when the place is another", () => {
    const cause = weighed("ND512", {
      says: "4789 and 4799",
      object: { kind: "Node", name: "node3" },
      node: "node1",
    });
    expect(judgeAnswer(said("blocked", { cause }), ports).grade).toBe("wrong accusation");
  });

  test("accuses wrongly when the right cause is told and another beside it, however weakly", () => {
    const answer = said("blocked", { cause: portsDiffer, also: [weighed("ND103", {}, "suspected")] });
    expect(judgeAnswer(answer, ports).grade).toBe("wrong accusation");
  });

  test("accuses nobody by saying what could not be looked at", () => {
    const answer = said("blocked", { cause: portsDiffer, also: [weighed("ND901", {}, "suspected")] });
    expect(judgeAnswer(answer, ports).grade).toBe("right");
  });

  test("is right about not being able to look where that is what is expected", () => {
    const right: readonly RightAnswer[] = [{ verdict: "unknown", cause: [{ code: "ND902" }] }];
    expect(judgeAnswer(said("unknown", { cause: weighed("ND902", {}) }), right).grade).toBe("right");
    expect(judgeAnswer(said("unknown", { cause: weighed("ND903", {}) }), right).grade).not.toBe("right");
  });

  test("may tell beside the cause what is allowed there", () => {
    const right = [blocked({ says: [/4799/] }, { beside: [{ code: "ND103" }] })];
    const answer = said("blocked", { cause: portsDiffer, also: [weighed("ND103", {})] });
    expect(judgeAnswer(answer, right).grade).toBe("right");
  });

  test("is vague when the finding has no object", () => {
    const cause = weighed("ND512", { says: "4789 and 4799", node: "node3" });
    expect(judgeAnswer(said("blocked", { cause }), ports)).toEqual({
      grade: "vague",
      why: ["the finding names no object"],
    });
  });

  test("is vague when it is less sure than it must be", () => {
    const right = [blocked({ says: [/4799/], confidence: "confirmed" })];
    expect(judgeAnswer(said("blocked", { cause: portsDiffer }), right).grade).toBe("vague");
  });

  test("is vague when it says that a part gets through", () => {
    expect(judgeAnswer(said("partial", { cause: portsDiffer }), ports).grade).toBe("vague");
  });

  test("is vague when words that must be told are not", () => {
    const right = [blocked({ says: [/4799/] }, { tells: [/tunnel/] })];
    expect(judgeAnswer(said("blocked", { cause: portsDiffer }), right).grade).toBe("vague");
    expect(judgeAnswer(said("blocked", { cause: portsDiffer, notes: ["the tunnel"] }), right).grade).toBe(
      "right",
    );
  });

  test("is vague when words that must not be told are", () => {
    const right = [blocked({ says: [/4799/] }, { never: [/0 of 7/] })];
    expect(
      judgeAnswer(said("blocked", { cause: portsDiffer, notes: ["0 of 7 got no further"] }), right).grade,
    ).toBe("vague");
  });

  test("is vague when it names no cause and packets die at the right place", () => {
    expect(judgeAnswer(said("blocked", stoppedAt("node2 vxlan", "node2")), ports).grade).toBe("vague");
  });

  test("cannot tell when it names no cause and another place", () => {
    expect(judgeAnswer(said("blocked", stoppedAt("node1", "node1")), ports).grade).toBe("cannot tell");
  });

  test("cannot tell when it says unknown, or refuses", () => {
    expect(judgeAnswer(said("unknown", { cause: weighed("ND902", {}) }), ports).grade).toBe("cannot tell");
    expect(judgeAnswer({ kind: "refusal", says: "Which one?" }, ports).grade).toBe("cannot tell");
  });

  test("is falsely reachable, even with a warning that is right", () => {
    expect(judgeAnswer(said("reachable"), ports).grade).toBe("false reachable");
    expect(judgeAnswer(said("reachable", { also: [portsDiffer] }), ports).grade).toBe("false reachable");
  });

  test("of which packets are lost in part is not wholly blocked", () => {
    const right = [partial({ says: [/lost/] })];
    const cause = weighed("ND513", { says: "3 of 7 are lost" });
    expect(judgeAnswer(said("partial", { cause }), right).grade).toBe("right");
    expect(judgeAnswer(said("blocked", { cause }), right).grade).toBe("vague");
  });
});

describe("an answer about packets that are lost between two places", () => {
  const right = [lostBetween("node2", "node3", [/between node2 and node3/])];
  const headline = "packets are lost between node2 and node3";

  test("is right when it names the places and accuses nobody", () => {
    const answer = said("blocked", { headline, ...stoppedAt("node2 → node3", "node2", "underlay") });
    expect(judgeAnswer(answer, right).grade).toBe("right");
  });

  test("accuses wrongly when it names a cause", () => {
    expect(judgeAnswer(said("blocked", { headline, cause: otherThing }), right).grade).toBe(
      "wrong accusation",
    );
  });

  test("is vague when the hop that stops the packets is another", () => {
    const answer = said("blocked", { headline, ...stoppedAt("node3", "node3", "node-in") });
    expect(judgeAnswer(answer, right)).toEqual({
      grade: "vague",
      why: ["the ⛔ stands at node-in node3 node3"],
    });
  });

  test("does not tell enough when it does not name the places", () => {
    expect(judgeAnswer(said("blocked"), right).grade).toBe("vague");
  });
});

describe("an answer about a path that works", () => {
  test("is right when nothing is found", () => {
    expect(judgeAnswer(said("reachable"), [reachable()]).grade).toBe("right");
  });

  test("accuses wrongly when something is found", () => {
    expect(judgeAnswer(said("reachable", { also: [otherThing] }), [reachable()]).grade).toBe(
      "wrong accusation",
    );
  });

  test("may hold a warning that belongs there", () => {
    const right = [reachable({ beside: [{ object: [podOf("test", "ratings")] }] })];
    const also = [weighed("ND700", { object: { kind: "Pod", namespace: "test", name: "ratings-5d-x" } })];
    expect(judgeAnswer(said("reachable", { also }), right).grade).toBe("right");
  });

  test("is falsely blocked, with a cause or without", () => {
    expect(judgeAnswer(said("blocked"), [reachable()]).grade).toBe("false blocked");
    expect(judgeAnswer(said("partial", { cause: otherThing }), [reachable()]).grade).toBe("false blocked");
  });

  test("cannot tell when it says unknown without accusing", () => {
    expect(judgeAnswer(said("unknown"), [reachable()]).grade).toBe("cannot tell");
    expect(judgeAnswer(said("unknown", { cause: otherThing }), [reachable()]).grade).toBe("wrong accusation");
  });

  test("is vague when it does not speak to what was pasted", () => {
    expect(judgeAnswer(said("reachable"), [reachable({ tells: [/502/] })]).grade).toBe("vague");
  });
});

describe("a refusal", () => {
  test("is right where one is expected, with the words it must hold", () => {
    const right = [refused(/details\.test/)];
    expect(judgeAnswer({ kind: "refusal", says: "Did you mean details.test?" }, right).grade).toBe("right");
    expect(judgeAnswer({ kind: "refusal", says: "I do not know details." }, right).grade).toBe("vague");
    expect(judgeAnswer(said("reachable"), right).grade).toBe("false reachable");
    expect(judgeAnswer(said("blocked"), right).grade).toBe("cannot tell");
  });
});

test("what is thrown is neither right nor a refusal", () => {
  const threw: Answer = { kind: "threw", says: "TypeError: x is not a function" };
  for (const right of [[reachable()], ports, [refused()]])
    expect(judgeAnswer(threw, right).grade).toBe("threw");
});
