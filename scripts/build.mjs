// Bundles src/ into dist/: the program and its thread, split so that each command loads only what it needs. The
// libraries are bundled too, so that every user runs the tree that was tested; their licences are
// collected beside the code. Only the SQLite binding stays outside, because it carries binaries.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { build } from 'esbuild'
import { billOfMaterials, licences, packageFolders } from './bundled-packages.mjs'

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
const folders = packageFolders(Object.keys(result.metafile.inputs))
await writeFile('dist/THIRD-PARTY-LICENCES.txt', await licences(folders))
const lock = JSON.parse(await readFile('package-lock.json', 'utf8'))
await writeFile('dist/sbom.cdx.json', await billOfMaterials(folders, lock))
