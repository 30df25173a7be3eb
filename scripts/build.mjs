// Bundles src/ into dist/: the program and its thread, split so that each command loads only what it needs. The
// libraries are bundled too, so that every user runs the tree that was tested; their licences are
// collected beside the code. Only the SQLite binding stays outside, because it carries binaries.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { build } from 'esbuild'

// exceljs brings a reader of ZIPs that could fetch from a cloud store; nothing here ever asks it to.
const external = ['node:*', '@photostructure/sqlite', '@aws-sdk/client-s3']

await rm('dist', { recursive: true, force: true })
const result = await build({
  entryPoints: {
    main: 'src/main.ts',
    'row-thread': 'src/sources/seller-files/rows/row-thread-program.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external,
  metafile: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
  // Bundled CommonJS libraries call require() for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
})
await writeFile(
  'dist/THIRD-PARTY-LICENCES.txt',
  await licences(Object.keys(result.metafile.inputs)),
)

/** The licence texts of every package whose code is in the bundle. */
async function licences(inputs) {
  const packages = new Set()
  for (const input of inputs) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)
    if (match) packages.add(match[1])
  }
  const texts = await Promise.all([...packages].sort().map(licence))
  return texts.join(`\n${'-'.repeat(72)}\n\n`)
}

async function licence(folder) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'))
  for (const file of [
    'LICENSE',
    'LICENSE.md',
    'LICENSE.txt',
    'license',
    'LICENCE',
    'LICENSE-MIT',
  ]) {
    const text = await readFile(`${folder}/${file}`, 'utf8').catch(() => undefined)
    if (text) return `${name} ${version} (${license})\n\n${text.trim()}\n`
  }
  return `${name} ${version} (${license})\n`
}
