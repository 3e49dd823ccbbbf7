// Few scripts out of many: what every page loads, what pages with widgets load, its worker, and the
// worker that keeps the book for when there is no network.
import { build } from "esbuild";

const [page, target] = process.argv.slice(2);
const options = { bundle: true, minify: true, legalComments: "linked", logLevel: "warning" };
for (const [name, format, outfile] of [
  ["file.js", "iife", "file.js"],
  ["page.js", "esm", "page.js"],
  ["boot.js", "esm", "boot.js"],
  ["worker.js", "iife", "runtime/worker.js"],
  ["sw.js", "iife", "sw.js"],
])
  await build({ ...options, format, entryPoints: [`${page}/${name}`], outfile: `${target}/${outfile}` });
