// Heavy loops that run in the worker, by name. Each is an async function of {nets, args, progress,
// stopped}; between two steps it must await `breath`, so that a wish to stop can be heard.

import journey from "./journey.js";
import paths from "./paths.js";
import pixels from "./pixels.js";
import samples from "./samples.js";
import texts from "./texts.js";
import wall from "./wall.js";

export default { journey, paths, pixels, samples, texts, wall };
