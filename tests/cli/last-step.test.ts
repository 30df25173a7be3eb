import { writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { crashDetail, crashTrace } from '../../src/cli/crash.ts'
import { type Outgoing, Outlet } from '../../src/cli/outlet.ts'
import { keptSecret, Secret } from '../../src/domain/privacy/secret.ts'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'

const folder = useFolder()

function outlet(isTerminal: boolean, hasColor = false) {
  const written: string[] = []
  const write = async (text: Outgoing) => void written.push(text)
  return { out: new Outlet({ isTerminal, write }, hasColor), written }
}

describe('the last step before anything leaves', () => {
  test('takes out every secret by its value, however it came there', async () => {
    const secret = new Secret('s3cret/value+"x"').reveal()
    keptSecret('七只蓝色乌龟')
    const { out, written } = outlet(false)
    await out.words(`a ${secret} b ${encodeURIComponent(secret)} 七只蓝色乌龟\n`)
    await out.document(JSON.stringify({ secret }))
    await out.progress(`reading ${secret}\n`)
    await out.progress(`\r${secret}\u001b[K`)
    expect(written).toEqual([
      'a [secret] b [secret] [secret]\n',
      '{"secret":"[secret]"}',
      'reading [secret]\n',
      '\r[secret]\u001b[K',
    ])
  })

  test('takes out the longer of two secrets that overlap', async () => {
    new Secret('overlapping')
    new Secret('overlapping-token')
    const { out, written } = outlet(false)
    await out.words('overlapping-token')
    expect(written).toEqual(['[secret]'])
  })

  test('leaves a document as it is, and makes it harmless on a terminal', async () => {
    const csv = '\ufeffa,\u001b]8;;b\r\n'
    for (const [isTerminal, shown] of [
      [false, csv],
      [true, 'a,\\u{1b}]8;;b\n'],
    ] as const) {
      const { out, written } = outlet(isTerminal)
      await out.document(csv)
      expect(written).toEqual([shown])
    }
  })

  test('lets the progress line draw itself and nothing in it', async () => {
    const { out, written } = outlet(true, true)
    await out.progress('\r50%\u001b[2J\u001b[K')
    await out.progress('\r\u001b[K')
    expect(written).toEqual(['\\u{d}50%\\u{1b}[2J\\u{1b}[K', '\r\u001b[K'])
  })
})

describe('an error that nobody foresaw', () => {
  test('quotes nothing of what it stumbled over', () => {
    const row = '{"收件人":"张三丰","phone":"13800001234","name":"John Smith"}'
    for (const broken of [row.slice(0, -1), `[${row}x`, row.repeat(9).slice(3)]) {
      const error = caught(() => JSON.parse(broken))
      expect(crashDetail(error)).toMatch(/JSON/)
      expect(crashTrace(error)).not.toMatch(/张三丰|1380000|John|收件人/)
    }
    const made = new Error('no room for 张三丰 13800001234 in "水帘洞路 1号"')
    expect(crashTrace(made)).not.toMatch(/张三丰|1380000|水帘/)
  })

  test('still tells what and where', () => {
    const error = caught(() => (undefined as unknown as { foo: { bar: 1 } }).foo.bar)
    expect(crashDetail(error)).toBe("Cannot read properties of undefined (reading 'foo')")
    expect(crashTrace(error)).toMatch(/^TypeError: .*\n\s+at .*last-step\.test\.ts/)
  })

  test('outside of any command ends with 70 in our words, not in Node’s', async () => {
    const late = folder.at('late.mjs')
    // Throws as soon as the program is there to hear of it.
    await writeFile(
      late,
      `const timer = setInterval(() => {
        if (process.listenerCount('uncaughtException') === 0) return
        clearInterval(timer)
        throw new Error('张三丰 13800001234')
      }, 1)`,
    )
    const env = { NODE_OPTIONS: `--import ${pathToFileURL(late)}` }
    for (const argv of [['seal'], ['seal', '--json']]) {
      const all = [...argv, '--verbose', '--archive', folder.at('none')]
      const ended = await dyshop(all, { env })
      expect(ended.exitCode).toBe(70)
      expect(ended.stderr).toMatch(/Error: … …/)
      expect(ended.stderr).toMatch(argv.includes('--json') ? /"code":"bug"/ : /程序出错了/)
      expect(ended.stderr).not.toMatch(/张三丰|1380000/)
    }
  })
})

function caught(work: () => unknown): Error {
  try {
    work()
  } catch (error) {
    return error as Error
  }
  throw new Error('it did not fail')
}
