import { expect, test } from "vitest";
import { firstWord, splitCommands } from "./split-line.ts";

test("a semicolon between blanks parts commands", () => {
  expect(splitCommands("act B05 ; ask A -> B ; show")).toEqual(["act B05", "ask A -> B", "show"]);
});

test("a semicolon of a shell command stays in it", () => {
  expect(splitCommands("node node2 ip link; ip route ; pairs")).toEqual([
    "node node2 ip link; ip route",
    "pairs",
  ]);
  expect(splitCommands(`pod test/client sh -c 'true ; false' ; help`)).toEqual([
    "pod test/client sh -c 'true ; false'",
    "help",
  ]);
});

test("the first word is the command, the rest is its own", () => {
  expect(firstWord("  node   node2 ip route ")).toEqual(["node", "node2 ip route"]);
  expect(firstWord("")).toEqual(["", ""]);
});
