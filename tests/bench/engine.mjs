// Runs _engine_work.py under Pyodide and prints what it measured. Argument: the folder of the project.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = process.argv[2];
const packages = join(root, "node_modules", "pyodide");
const { loadPyodide } = await import(pathToFileURL(join(packages, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: `${packages}/` });
python.FS.mkdirTree("/nudge/pysrc");
python.FS.mkdirTree("/nudge/bench");
python.mountNodeFS("/nudge/pysrc", join(root, "pysrc"));
python.mountNodeFS("/nudge/bench", join(root, "tests", "bench"));
console.log(
  python.runPython(`
import json, sys
sys.path[:0] = ["/nudge/pysrc", "/nudge/bench"]
sys.dont_write_bytecode = True
import _engine_work
json.dumps(_engine_work.measure())
`),
);
