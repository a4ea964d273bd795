import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from './chromium.mjs';

const GOLDEN = fileURLToPath(new URL('../../../bpmn/src/test/resources/golden', import.meta.url));
const require = createRequire(import.meta.url);
const VIEWER = readFileSync(require.resolve('bpmn-js/dist/bpmn-navigated-viewer.production.min.js'), 'utf8');
const STYLE = ['diagram-js', 'bpmn-js'].map((name) => readFileSync(require.resolve(`bpmn-js/dist/assets/${name}.css`), 'utf8'));

const files = existsSync(GOLDEN)
  ? readdirSync(GOLDEN, { recursive: true }).filter((name) => name.endsWith('.bpmn')).map((name) => join(GOLDEN, name))
  : [];

describe('compiled sequences as a person opens them', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
  });

  test('there are some', () => {
    assert.notEqual(files.length, 0, `No *.bpmn file lies in ${GOLDEN}.`);
  });

  for (const file of files) {
    test(`${basename(file)} opens in bpmn-js without a warning, and every part of it is drawn`, async () => {
      const page = await browser.newPage({ viewport: { width: 1400, height: 800 } });
      await page.setContent('<!doctype html><title>Diagram</title><div id="canvas"></div>');
      await page.addStyleTag({ content: `${STYLE.join('\n')} #canvas { height: 780px }` });
      await page.addScriptTag({ content: VIEWER });
      const opened = await page.evaluate(openDiagram, readFileSync(file, 'utf8'));
      assert.deepEqual(opened.warnings, []);
      assert.deepEqual(opened.notDrawn, [], 'parts without a shape or an edge');
      assert.deepEqual(opened.overlapping, [], 'nodes that lie over each other');
      assert.ok(opened.nodes > 2, 'a start, an end and something between');
      if (process.env.MILLRACE_SHOTS) {
        await page.screenshot({ path: join(process.env.MILLRACE_SHOTS, `${basename(file)}.png`) });
      }
      await page.close();
    });
  }
});

/** Runs in the page: opens a diagram and says what is wrong with it. */
async function openDiagram(xml) {
  const viewer = new globalThis.BpmnJS({ container: '#canvas' });
  const { warnings } = await viewer.importXML(xml);
  viewer.get('canvas').zoom('fit-viewport', 'auto');
  const shapes = viewer.get('elementRegistry').getAll();
  const drawn = new Set(shapes.map((element) => element.businessObject.id));
  const notDrawn = [];
  const visit = (container) => {
    for (const part of container.flowElements ?? []) {
      if (!drawn.has(part.id)) notDrawn.push(part.id);
      visit(part);
    }
  };
  for (const root of viewer.getDefinitions().rootElements) visit(root);

  const nodes = shapes.filter((element) => element.businessObject.$instanceOf('bpmn:FlowNode') && !element.labelTarget);
  const overlapping = nodes.flatMap((one, index) =>
    nodes
      .slice(index + 1)
      .filter((other) => one.parent === other.parent && one.host !== other && other.host !== one)
      .filter((other) => one.x < other.x + other.width && other.x < one.x + one.width)
      .filter((other) => one.y < other.y + other.height && other.y < one.y + one.height)
      .map((other) => `${one.id} and ${other.id}`),
  );
  return { warnings: warnings.map(String), notDrawn, overlapping, nodes: nodes.length };
}
