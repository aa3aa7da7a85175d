import { scenarios } from "./index.ts";
import { chosenScenarios, playScenarios } from "./play.ts";

playScenarios("nft", chosenScenarios(scenarios, "nft"));
