// The page's halves of all brains, by the class of the widget in Python.

import ConceptExplorer from "./concepts.js";
import FamilyPanel from "./family_panel.js";
import ForgerAndCritic from "./duel.js";
import JourneyExplorer from "./journey.js";
import LandscapeExplorer from "./landscape.js";
import LatentExplorer from "./latent.js";
import LineExplorer from "./line.js";
import PathExplorer from "./paths.js";
import PixelExplorer from "./pixels.js";
import prepared from "./prepared.js";
import RepaintExplorer from "./repainting.js";
import SideBySide from "./side_by_side.js";
import SketchPad from "./sketch_pad.js";
import TenStatements from "./statements.js";
import TrainingTheatre from "./theatre.js";
import BlindTasting from "./tasting.js";
import TemperatureExplorer from "./temperature.js";
import NoiseWall from "./wall.js";

export default {
  BlindTasting,
  ConceptExplorer,
  FamilyPanel,
  ForgerAndCritic,
  JourneyExplorer,
  LandscapeExplorer,
  LatentExplorer,
  LayerExplorer: prepared,
  LineExplorer,
  NoiseWall,
  PathExplorer,
  PixelExplorer,
  PlaneExplorer: prepared,
  RepaintExplorer,
  SideBySide,
  SketchPad,
  TemperatureExplorer,
  TenStatements,
  TrainingTheatre,
};
