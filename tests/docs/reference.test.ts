import { execFile } from 'node:child_process'
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { FINDING_CODES } from '../../src/domain/finding.ts'
import { ERROR_CODES } from '../../src/errors.ts'

const root = join(import.meta.dirname, '../..')

function writeReference(...options: string[]): Promise<{ stderr: string }> {
  const script = ['--import', 'tsx', 'scripts/write-reference.ts', ...options]
  return promisify(execFile)(process.execPath, script, { cwd: root })
}

test('the pages of findings, errors, file formats and commands are what the code says', async () => {
  await expect(writeReference('--check')).resolves.toMatchObject({ stderr: '' })
})

test('every published code has its place on a page', async () => {
  const page = async (name: string) => readFile(join(root, 'docs', name), 'utf8')
  const [findings, errors] = await Promise.all([page('findings.md'), page('errors.md')])
  expect(FINDING_CODES.filter((code) => !findings.includes(`<a id="${code}">`))).toEqual([])
  expect(ERROR_CODES.filter((code) => !errors.includes(`<a id="${code}">`))).toEqual([])
})

test('no page shows the nothing that a sentence was given', async () => {
  for (const name of ['findings.md', 'errors.md', 'file-formats.md', 'commands.md']) {
    const text = await readFile(join(root, 'docs', name), 'utf8')
    expect(text, name).not.toMatch(/NaN|undefined|\[object |\$\{/)
  }
})

test('a page that was changed by hand is called stale', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dyshop-docs-'))
  try {
    await writeReference(folder)
    await appendFile(join(folder, 'errors.md'), 'More.\n')
    const stale = await writeReference('--check', folder).catch(
      (error: { stderr: string }) => error,
    )
    expect(stale.stderr).toMatch(/errors\.md is stale/)
    expect(stale.stderr).not.toMatch(/findings\.md/)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
