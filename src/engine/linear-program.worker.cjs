/** Solves one linear program with HiGHS, in a thread of its own: a solver does not let go of its thread until it is done. */
const { parentPort, workerData } = require('node:worker_threads');
const loadHighs = require('highs');

const OPTIMAL = 7;

async function solve({ program: { columns, rows, matrix, objectives } }) {
  const highs = await loadHighs();
  const model = highs.createModel();
  model.options.set('output_flag', false);
  const [numCols, numRows] = [columns.upper.length, rows.lower.length];
  model.passModel({
    numCols,
    numRows,
    colCost: new Float64Array(numCols),
    colLower: new Float64Array(numCols),
    colUpper: columns.upper,
    rowLower: rows.lower,
    rowUpper: rows.upper,
    matrix: { format: 'csc', numCols, numRows, ...matrix },
  });
  for (const [at, costs] of objectives.entries()) {
    model.changeColsCost({ kind: 'range', from: 0, to: numCols - 1 }, costs);
    const { modelStatus } = model.run();
    if (modelStatus !== OPTIMAL) throw new Error(`the solver ended with status ${modelStatus}`);
    // What has been reached is kept while the next goal is pursued; costs are whole numbers, so its value is one.
    const indices = [...costs.keys()].filter((column) => costs[column] !== 0);
    const values = indices.map((column) => costs[column]);
    if (at + 1 < objectives.length)
      model.addRow(-highs.infinity, Math.round(model.getObjectiveValue()), { indices, values });
    parentPort.postMessage({ done: at + 1 });
  }
  parentPort.postMessage({ solution: model.getSolution().colValue });
  model.dispose();
}

void solve(workerData);
