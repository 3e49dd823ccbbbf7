// Heavy loops that run in the worker, by name. Each is an async function of {nets, args, progress,
// stopped}; between two steps it must await `breath`, so that a wish to stop can be heard.

import duel from "./duel.js";
import journey from "./journey.js";
import paths from "./paths.js";
import pixels from "./pixels.js";
import samples from "./samples.js";
import texts from "./texts.js";
import theatre from "./theatre.js";
import wall from "./wall.js";

export default { duel, journey, paths, pixels, samples, texts, theatre, wall };
