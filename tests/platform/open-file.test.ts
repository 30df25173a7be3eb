import { expect, test } from 'vitest'
import { openCommand } from '../../src/platform/open-file.ts'

test('each system opens a file with its own program, and no shell reads the path', () => {
  const path = 'C:\\关店 & 报告\\report.html'
  expect(openCommand('win32', path)).toEqual([
    'rundll32.exe',
    ['url.dll,FileProtocolHandler', path],
  ])
  expect(openCommand('darwin', '/a b.html')).toEqual(['open', ['/a b.html']])
  expect(openCommand('linux', '/a b.html')).toEqual(['xdg-open', ['/a b.html']])
})
