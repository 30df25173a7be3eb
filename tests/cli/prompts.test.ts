import { access, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hasTerminal, onTerminal } from '../support/pseudo-terminal.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dyshop-prompts-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe.skipIf(!hasTerminal)('questions on a terminal (needs the script command)', () => {
  it('takes an address that is typed in, one answer after another', async () => {
    const archive = join(folder, 'archive')
    const { exitCode } = await onTerminal(
      ['addresses', 'add', '--archive', archive],
      [
        ['联系人姓名', '仓管\r'],
        ['联系电话', '19900001111\r'],
        ['详细地址', '北俱省一号\r'],
        ['用途', '退货地址\r'],
        ['再录入一个吗', 'n\r'],
      ],
    )
    expect(exitCode).toBe(0)
    const { addresses } = JSON.parse(await readFile(join(archive, 'addresses.json'), 'utf8'))
    expect(addresses).toMatchObject([
      { contact: '仓管', phone: '19900001111', detail: '北俱省一号', label: '退货地址' },
    ])
  })

  it('ends with 130 on Ctrl-C in a question, and leaves nothing behind', async () => {
    const archive = join(folder, 'archive')
    const { exitCode, screen } = await onTerminal(
      ['addresses', 'add', '--archive', archive],
      [['联系人姓名', '\u0003']],
    )
    expect(exitCode).toBe(130)
    expect(screen).not.toContain('    at ')
    await expect(access(archive)).rejects.toThrow()
  })
})
