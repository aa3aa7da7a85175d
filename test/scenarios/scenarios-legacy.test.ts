import { scenarios } from "./index.ts";
import { chosenScenarios, playScenarios } from "./play.ts";

playScenarios("legacy", chosenScenarios(scenarios, "legacy"));
