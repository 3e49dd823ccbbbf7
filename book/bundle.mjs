// Three scripts out of many: what every page loads, what pages with widgets load, and its worker.
import { build } from "esbuild";

const [page, target] = process.argv.slice(2);
const options = { bundle: true, minify: true, legalComments: "linked", logLevel: "warning" };
for (const [name, format, outfile] of [
  ["page.js", "esm", "page.js"],
  ["boot.js", "esm", "boot.js"],
  ["worker.js", "iife", "runtime/worker.js"],
])
  await build({ ...options, format, entryPoints: [`${page}/${name}`], outfile: `${target}/${outfile}` });
