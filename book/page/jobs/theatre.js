// Train a model of the plane; see playing.js.

import { draw } from "../training/picture.js";
import { Session } from "../training/session.js";
import { play } from "./playing.js";

export default (job) => play(job, Session, draw);
