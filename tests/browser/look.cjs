// Opens pages in Chromium, at 1300 and at 400 pixels, and asks axe-core what is wrong with them for people who cannot
// see or point. In: the program, the folder of axe-core, files. Out: a line a page. Ends with 1 when axe finds
// something, when a page is wider than its window, says something to the console or asks the network for anything.
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const puppeteer = require('puppeteer-core');

const [chromium, ...files] = process.argv.slice(2);
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

async function faultsOf(browser, file, width) {
  const page = await browser.newPage();
  const faults = [];
  page.on('console', (said) => faults.push(`the console says: ${said.text()}`));
  page.on('pageerror', (error) => faults.push(`an error: ${error.message}`));
  page.on('request', (asked) => {
    if (!asked.url().startsWith('file:') && !asked.url().startsWith('data:')) faults.push(`asks for ${asked.url()}`);
  });
  await page.setViewport({ width, height: 900 });
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run());
  for (const one of found.violations)
    faults.push(`${one.id}, ${one.nodes.length} times, first at ${one.nodes[0].target}: ${one.nodes[0].failureSummary}`);
  // What axe could not decide, and a person would have to: a page that needs nobody has none.
  for (const one of found.incomplete) faults.push(`${one.id} is not certain, at ${one.nodes[0].target}`);
  if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth))
    faults.push(`is wider than ${width} pixels`);
  await page.close();
  return { faults, passed: found.passes.length };
}

async function main() {
  const browser = await puppeteer.launch({ executablePath: chromium, args: process.getuid() === 0 ? ['--no-sandbox'] : [] });
  let wrong = 0;
  try {
    for (const file of files) {
      for (const width of [1300, 400]) {
        const { faults, passed } = await faultsOf(browser, file, width);
        wrong += faults.length;
        console.log(`${path.basename(file)} at ${width}: ${faults.length} faults, ${passed} rules hold`);
        for (const fault of faults) console.log(`  ${fault}`);
      }
    }
  } finally {
    await browser.close();
  }
  process.exitCode = wrong === 0 ? 0 : 1;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 2;
});
