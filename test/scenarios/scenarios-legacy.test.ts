import { scenarios } from "./index.ts";
import { dependingOnRules, playScenarios } from "./play.ts";

playScenarios("legacy", dependingOnRules(scenarios));
