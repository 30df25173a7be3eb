import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** What is under version control, and what will be. */
const pages = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], { cwd: root })
  .toString()
  .split('\n')
  .filter((name) => name !== '' && existsSync(join(root, name)))

/** A link or picture of a page: `[…](target)`, `src="target"`. */
function targets(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8').replace(/^```[\s\S]*?^```/gm, '')
  const links = [...text.matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)]
  return links
    .map(([, link, picture]) => link ?? picture ?? '')
    .filter((target) => !/^(?:https?:|mailto:)/.test(target))
}

/** The places of a page that a link can name: its headings as a hosting site names them, and ids. */
function places(path: string): Set<string> {
  const text = readFileSync(path, 'utf8').replace(/^```[\s\S]*?^```/gm, '')
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
  const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id)
  return new Set([...headings, ...ids])
}

test.each(pages)('every link and picture of %s leads somewhere', (page) => {
  const dead = targets(page).filter((target) => {
    const [file = '', place] = target.split('#')
    const path = file === '' ? join(root, page) : join(root, dirname(page), decodeURI(file))
    if (!existsSync(path)) return true
    return place !== undefined && !places(path).has(decodeURI(place))
  })
  expect(dead).toEqual([])
})

test('no picture is too large for a slow line', () => {
  const pictures = pages.flatMap((page) =>
    targets(page)
      .filter((target) => /\.(?:png|svg)$/.test(target))
      .map((target) => join(root, dirname(page), target)),
  )
  expect(pictures.length).toBeGreaterThan(0)
  for (const path of pictures) {
    expect(statSync(path).size, relative(root, path)).toBeLessThan(300 * 1024)
  }
})
