// Runs pytest under Pyodide. Arguments: the folder of Pyodide, and as JSON the folders to mount by their places there,
// and the arguments of pytest. All places are searched for modules; the first is where pytest runs.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [packages, folders, args] = [process.argv[2], JSON.parse(process.argv[3]), JSON.parse(process.argv[4])];
const { loadPyodide } = await import(pathToFileURL(join(packages, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: `${packages}/`, env: { PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1" } });
for (const [place, folder] of Object.entries(folders)) {
  python.FS.mkdirTree(place);
  python.mountNodeFS(place, folder);
}
const locals = python.toPy({ places: Object.keys(folders), args });
process.exitCode = python.runPython(
  `
import os, sys
sys.dont_write_bytecode = True
sys.path[:0] = places
os.chdir(places[0])
import pytest
int(pytest.main(args))
`,
  { locals },
);
