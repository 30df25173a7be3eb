import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { useFolder } from '../support/folder.ts'
import { missingProgram } from '../support/installed.ts'
import { refuseLeaks } from '../support/leaks.ts'
import { EXAMPLE_SHOP } from '../support/shops.ts'
import { DYSHOP } from '../support/spawned.ts'

const root = join(import.meta.dirname, '../..')
const folder = useFolder()
const withoutSqlite = missingProgram('sqlite3')

/** Every line of the page's shell blocks, in order. */
async function commandsOf(page: string): Promise<string[]> {
  const text = await readFile(join(root, 'docs', page), 'utf8')
  const blocks = [...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)]
  return blocks
    .flatMap(([, block = '']) => block.split('\n').map((line) => line.trim()))
    .filter(Boolean)
}

/** Runs the lines one after the other in one shell, and tells how each ended. */
async function run(lines: readonly string[], cwd: string): Promise<[line: string, code: number][]> {
  const marked = lines.map((line) => `${line}\nprintf '\\ncode %s\\n' $?`)
  const script = ['exec 2>&1', ...marked].join('\n')
  const env = { PATH: `${folder.at('bin')}:${process.env.PATH}`, HOME: cwd, LC_ALL: 'C.UTF-8' }
  const { stdout } = await promisify(execFile)('bash', ['-c', script], { cwd, env })
  const shown = stdout.split(/\ncode (\d+)\n/)
  return lines.map((line, index) => {
    refuseLeaks(line.split(' '), shown[index * 2] ?? '')
    return [line, Number(shown[index * 2 + 1] ?? -1)]
  })
}

beforeAll(async () => {
  await mkdir(folder.at('bin'))
  const program = folder.at('bin', 'dyshop')
  await writeFile(program, `#!/bin/sh\nexec "${process.execPath}" "${DYSHOP}" "$@"\n`)
  await chmod(program, 0o755)
  await cp(EXAMPLE_SHOP, folder.at('抖店导出'), { recursive: true, preserveTimestamps: true })
  await writeFile(folder.at('收据.pdf'), '%PDF-1.4\n')
  await writeFile(folder.at('聊天记录.png'), 'PNG\n')
})

test('every command on the pages for an afternoon and for bookkeepers works, in their order', async () => {
  const lines = [...(await commandsOf('afternoon.md')), ...(await commandsOf('bookkeepers.md'))]
  expect(lines.length).toBeGreaterThan(15)
  const runnable = lines.filter((line) => !withoutSqlite || !line.startsWith('sqlite3'))
  const ended = await run(runnable, folder.at())
  // Looking at a shop that cannot be closed yet ends with 1, as the page says.
  const failed = ended.filter(([line, code]) => code !== (line === 'dyshop check' ? 1 : 0))
  expect(failed).toEqual([])
  for (const name of [
    '关店.ics',
    '关店报告.html',
    '公示.txt',
    '待办.xlsx',
    '第二份',
    '收入.xlsx',
  ]) {
    await expect(readFile(folder.at(name)).catch((error) => error.code)).resolves.not.toBe('ENOENT')
  }
})

test('the sums that a bookkeeper is told to compare agree in the example shop', async ({
  skip,
}) => {
  skip(withoutSqlite !== undefined, withoutSqlite)
  const queries = (await commandsOf('bookkeepers.md')).filter((line) => line.startsWith('sqlite3'))
  const answers = []
  for (const query of queries) {
    const { stdout } = await promisify(execFile)('bash', ['-c', query], { cwd: folder.at() })
    answers.push(stdout.trim())
  }
  const [settled, booked, exceptions] = answers
  expect(Number(settled)).toBeGreaterThan(0)
  expect(booked).toBe(settled)
  expect(exceptions).toBe('')
})
