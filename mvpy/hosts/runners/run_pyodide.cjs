// node run_pyodide.cjs NODE_MODULES SCRIPT [ARGS]   runs SCRIPT by the main function of pyodide's CPython
// node run_pyodide.cjs NODE_MODULES --version
"use strict";
const fs = require("fs"), path = require("path"), { pathToFileURL } = require("url");

const [modules, script, ...args] = process.argv.slice(2);
const folder = path.resolve(modules, "pyodide");
const BROKE = 125;

function writeAll(file, bytes) {
  for (let done = 0; done < bytes.length; ) done += fs.writeSync(file, bytes, done);
  return bytes.length;
}

function read(bytes) {
  try {
    return fs.readSync(0, bytes);
  } catch (error) {
    if (error.code === "EOF") return 0;
    throw error;
  }
}

async function run(file) {
  const { loadPyodide } = await import(pathToFileURL(path.join(folder, "pyodide.mjs")));
  const python = await loadPyodide({
    args: ["/app/" + path.basename(file), ...args],
    env: { HOME: "/home/pyodide", PYTHONINSPECT: "", PYTHONHASHSEED: "0" },  // with a true PYTHONINSPECT no exit would end it
    fsInit: async (FS) => {
      FS.mkdirTree("/app");
      FS.mount(FS.filesystems.NODEFS, { root: path.dirname(file) }, "/app");
    },
  });
  python.setStdout({ write: (bytes) => writeAll(1, bytes) });
  python.setStderr({ write: (bytes) => writeAll(2, bytes) });
  python.setStdin({ read });
  try {
    return python._module._run_main();
  } catch (error) {
    if (typeof error.status === "number") return error.status;
    writeAll(2, Buffer.from("pyodide broke: " + String(error?.message ?? error).split("\n")[0] + "\n"));
    return BROKE;
  }
}

if (script === "--version") {
  const { version } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  console.log("pyodide " + version);
} else {
  run(path.resolve(script)).then((status) => process.exit(status));
}
