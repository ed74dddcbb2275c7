// Makes the core (core.py says what that is) and proves that it boots, imports the engine and answers.
// Arguments: the folder of Pyodide, the lock file with the engine's wheel beside it, the zip to write.
// What Python says goes to stderr, the reason of a failure last; the exit status is then 1.

import { readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [pyodide, lock, core] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const maker = await readFile(fileURLToPath(new URL("./core.py", import.meta.url)));
const folder = dirname(lock);
const { packages } = JSON.parse(await readFile(lock));
const wheel = await readFile(`${folder}/${packages.nudge.file_name}`);

async function boot(more) {
  const python = await loadPyodide({
    indexURL: pyodide,
    lockFileURL: lock,
    packageBaseUrl: folder,
    packageCacheDir: folder,
    env: { PYTHONHASHSEED: "0" }, // hashes decide the order of sets, and so of bytes
    stdout: console.error,
    stderr: console.error,
    ...more,
  });
  python.FS.mkdirTree("/press");
  python.FS.writeFile("/press/core.py", maker);
  python.FS.writeFile("/press/nudge.whl", wheel);
  python.runPython("import sys; sys.path += ['/press', '/press/nudge.whl']");
  return python;
}

async function make() {
  const python = await boot();
  python.runPython("import core; open('/press/core.zip', 'wb').write(core.make('/press/nudge.whl'))");
  await writeFile(core, python.FS.readFile("/press/core.zip"));
  const loaded = await python.loadPackage("nudge", { messageCallback: () => {} }); // a wrong hash does not reject
  if (loaded[0]?.name !== "nudge") throw new Error("the lock file does not fit the wheel");
}

async function prove() {
  const python = await boot({ stdLibURL: core });
  python.runPython("sys.path.remove('/press/nudge.whl'); import core; core.rehearse(core.modules('/press/nudge.whl'))");
}

try {
  await make();
  await prove();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
