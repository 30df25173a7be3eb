// What the bundle is made of: the licence texts that have to be handed on, and a bill of materials.
import { Buffer } from 'node:buffer'
import { readdir, readFile } from 'node:fs/promises'

/** The folders of the packages whose code is in the bundle. */
export function packageFolders(inputs) {
  const folders = new Set()
  for (const input of inputs) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)
    if (match) folders.add(match[1])
  }
  return [...folders].sort()
}

/** The licence texts of packages, with the notices that some ask to be kept. */
export async function licences(folders) {
  const texts = await Promise.all(folders.map(licence))
  return texts.join(`\n${'-'.repeat(72)}\n\n`)
}

async function licence(folder) {
  const { name, version, license } = await packageFile(folder)
  const names = (await readdir(folder)).sort()
  const found = names.filter((each) => /^(licen[cs]e|copying|notice)(?![a-z])/i.test(each))
  const texts = await Promise.all(found.map((each) => readFile(`${folder}/${each}`, 'utf8')))
  if (texts.length === 0) texts.push((await ownWords(folder, names)) ?? (await keptHere(name)))
  return `${name} ${version} (${license})\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`
}

/** Some have their licence in their README alone. */
async function ownWords(folder, names) {
  const readme = names.find((each) => /^readme/i.test(each))
  const text = readme ? await readFile(`${folder}/${readme}`, 'utf8') : ''
  const [, section] = /^#+ *licen[cs]e *\n([\s\S]*)/im.exec(text) ?? []
  return section && /permission/i.test(section) ? section : undefined
}

/** One has it in its repository but not in its package. */
async function keptHere(name) {
  return readFile(new URL(`licences/${name}.txt`, import.meta.url), 'utf8')
}

/**
 * A bill of materials in CycloneDX's form (https://cyclonedx.org/docs/1.5/json/): what is in the bundle and
 * what is installed beside it, as the lock file has it. Without a date or a number of its own, so that the
 * same sources always give the same bytes.
 */
export async function billOfMaterials(folders, lock) {
  const installed = Object.keys(lock.packages).filter(
    (folder) => folder !== '' && !lock.packages[folder].dev,
  )
  const all = [...new Set([...folders.map(asLocked), ...installed])].sort()
  const components = await Promise.all(all.map((folder) => component(folder, lock)))
  const { name, version, license } = lock.packages['']
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `${name}@${version}`,
        name,
        version,
        licenses: licenceOf(license),
        purl: `pkg:npm/${name}@${version}`,
      },
    },
    components,
  }
  return `${JSON.stringify(bill, null, 2)}\n`
}

/** The folder as the lock file names it, also where `node_modules` is a link to another place. */
function asLocked(folder) {
  return folder.slice(folder.indexOf('node_modules/'))
}

async function component(folder, lock) {
  const locked = lock.packages[folder]
  if (!locked) throw new Error(`${folder} is bundled, but not in package-lock.json`)
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const { version, integrity, resolved } = locked
  const license = locked.license ?? (await packageFile(folder)).license
  const [, sha512] = /^sha512-(.+)$/.exec(integrity ?? '') ?? []
  return {
    type: 'library',
    'bom-ref': `${folder}@${version}`,
    name,
    version,
    scope: 'required',
    ...(sha512
      ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }] }
      : {}),
    licenses: licenceOf(license),
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    ...(resolved ? { externalReferences: [{ type: 'distribution', url: resolved }] } : {}),
    properties: [{ name: 'dyshop:bundled', value: String(locked.dev === true) }],
  }
}

/** An expression such as `(MIT OR GPL-3.0-or-later)` is no id of one licence. */
function licenceOf(license) {
  return /[( ]/.test(license) ? [{ expression: license }] : [{ license: { id: license } }]
}

async function packageFile(folder) {
  return JSON.parse(await readFile(`${folder}/package.json`, 'utf8'))
}
