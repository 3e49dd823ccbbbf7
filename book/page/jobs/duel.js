// Train two players against each other; see playing.js.

import { draw } from "../training/arena.js";
import { Duel } from "../training/duel.js";
import { play } from "./playing.js";

export default (job) => play(job, Duel, draw);
