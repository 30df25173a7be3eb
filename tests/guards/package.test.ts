import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

interface Bill {
  components: {
    name: string
    version: string
    'bom-ref': string
    hashes?: { content: string }[]
    licenses: ({ license: { id: string } } | { expression: string })[]
    properties: { value: string }[]
  }[]
}

interface Lock {
  packages: Record<string, { version: string; integrity?: string; dev?: boolean }>
}

const text = (path: string) => readFile(join(ROOT, path), 'utf8')
const json = async <T>(path: string) => JSON.parse(await text(path)) as T

test('the bill of materials is what the lock file says, and the same bytes every time', async () => {
  const [bill, lock] = [
    await json<Bill>('dist/sbom.cdx.json'),
    await json<Lock>('package-lock.json'),
  ]
  expect(bill.components.length).toBeGreaterThan(100)
  for (const each of bill.components) {
    const folder = each['bom-ref'].slice(0, -(each.version.length + 1))
    const locked = lock.packages[folder]
    expect(locked?.version, folder).toBe(each.version)
    const hash = Buffer.from(each.hashes?.[0]?.content ?? '', 'hex').toString('base64')
    expect(`sha512-${hash}`, folder).toBe(locked?.integrity)
  }
  const named = new Set(bill.components.map((each) => each['bom-ref']))
  for (const [folder, { version, dev }] of Object.entries(lock.packages)) {
    if (folder !== '' && !dev) expect(named, folder).toContain(`${folder}@${version}`)
  }
  expect(await text('dist/sbom.cdx.json')).not.toMatch(/timestamp|serialNumber/)
})

test('every library that a user gets is told why it is there', async () => {
  const { components } = await json<Bill>('dist/sbom.cdx.json')
  const page = await text('docs/decisions/dependencies.md')
  const told = new Set(page.split(/[\s|,()]+/))
  expect(components.map(({ name }) => name).filter((name) => !told.has(name))).toEqual([])
})

test('every bundled library comes with the words of its licence, none with one that binds us', async () => {
  const { components } = await json<Bill>('dist/sbom.cdx.json')
  const texts = (await text('dist/THIRD-PARTY-LICENCES.txt')).split(/^-{72}$/m)
  const bundled = components.filter(({ properties }) => properties[0]?.value === 'true')
  expect(texts).toHaveLength(bundled.length)
  for (const each of texts)
    expect(each, each.slice(0, 40)).toMatch(/permi(?:t|ssion)|Apache License/i)
  const licences = components.flatMap(({ licenses }) =>
    licenses.map((each) => ('license' in each ? each.license.id : each.expression)),
  )
  const free = /^(?:MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0)$/
  expect([...new Set(licences)].filter((each) => !free.test(each)).sort()).toEqual([
    '(MIT AND Zlib)',
    '(MIT OR GPL-3.0-or-later)',
  ])
})

test('the package runs nothing when it is installed, and asks for exact versions', async () => {
  const file = await json<{
    scripts: Record<string, string>
    dependencies: Record<string, string>
    devDependencies: Record<string, string>
    allowScripts: Record<string, boolean>
  }>('package.json')
  for (const name of ['preinstall', 'install', 'postinstall'])
    expect(file.scripts).not.toHaveProperty(name)
  for (const version of Object.values({ ...file.dependencies, ...file.devDependencies })) {
    expect(version).toMatch(/^\d+\.\d+\.\d+[\w.-]*$/)
  }
  expect(Object.values(file.allowScripts).every((allowed) => !allowed)).toBe(true)
})

test('the packed program holds what it needs to run, and nothing of this machine', async () => {
  const argv = ['pack', '--dry-run', '--json', '--ignore-scripts']
  const { stdout } = await promisify(execFile)('npm', argv, { cwd: ROOT, maxBuffer: 1 << 24 })
  const [packed] = JSON.parse(stdout) as [{ files: { path: string }[]; size: number }]
  const paths = packed.files.map(({ path }) => path)
  const wanted =
    /^(?:bin\/dyshop\.js|dist\/[\w-]+\.js|dist\/THIRD-PARTY-LICENCES\.txt|dist\/sbom\.cdx\.json|package\.json|README(?:\.en)?\.md|LICENSE|CHANGELOG\.md)$/
  expect(paths.filter((path) => !wanted.test(path))).toEqual([])
  for (const path of ['bin/dyshop.js', 'dist/main.js', 'dist/sbom.cdx.json', 'LICENSE']) {
    expect(paths).toContain(path)
  }
  expect(packed.size).toBeLessThan(3_000_000)
  const here = [`${ROOT}/`, 'sourceMappingURL=data', 'canary-']
  for (const path of paths) {
    const content = await text(path)
    for (const each of here) expect(content.includes(each), `${path}: ${each}`).toBe(false)
  }
})
