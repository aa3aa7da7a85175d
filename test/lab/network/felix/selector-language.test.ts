import { describe, expect, test } from "vitest";
import { parseSelector, SelectorError } from "./selector-language.ts";

const web = { app: "web", tier: "front", "projectcalico.org/namespace": "shop" };

test.each([
  ["", true],
  ["all()", true],
  ["!all()", false],
  ["global()", false],
  ["app == 'web'", true],
  ['app != "web"', false],
  ["zone != 'a'", true],
  ["has(app)", true],
  ["! has( zone )", true],
  ["app in {'db', 'web'}", true],
  ["app in {}", false],
  ["zone in {''}", false],
  ["zone not in {'a'}", true],
  ["app notin {'web'}", false],
  ["app contains 'e'", true],
  ["app starts with 'w' && app ends with 'b'", true],
  ["zone contains ''", false],
  ["app == 'db' || app == 'web' && has(zone)", false],
  ["(app == 'db' || app == 'web') && has(tier)", true],
  ["!(app == 'web' && has(zone))", true],
  ["!!has(app)", true],
])("%s is %s of app=web, tier=front", (selector, holds) => {
  expect(parseSelector(selector).admits(web)).toBe(holds);
});

test.each([
  ["app=='web'", 'app == "web"'],
  ["  ( app == 'web' )  ", 'app == "web"'],
  ["a == 'x' && (b == 'y' || !c in {'2','1'})", '(a == "x" && (b == "y" || !c in {"1", "2"}))'],
  ["a == 'say \"hi\"'", "a == 'say \"hi\"'"],
])("%s is printed as %s", (selector, text) => {
  expect(parseSelector(selector).text).toBe(text);
});

test("a prefix is put before every label", () => {
  expect(parseSelector("team == 'blue' && has(env)", "pcns.").text).toBe(
    '(pcns.team == "blue" && has(pcns.env))',
  );
});

describe("what is no selector", () => {
  test.each(["app = 'web'", "app == web", "app", "app == 'web' &&", "(app == 'web'", "a in {'b' 'c'}"])(
    "%s",
    (selector) => {
      expect(() => parseSelector(selector)).toThrow(SelectorError);
    },
  );
});
