import { compareOn } from "./compare.ts";

compareOn("nft");
