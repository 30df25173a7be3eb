import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { listFiles, NAMES } from './folder.ts'

const FACTS = /(?:^|\/)([0-9a-f]{64})\.facts$/

/**
 * Originals that are gone although what is known of them still stands beside their place: without a
 * manifest the only trace of what the archive held.
 */
export async function originalsWithoutFile(
  root: string,
): Promise<{ path: string; sha256: string; file: string }[]> {
  const folder = join(root, NAMES.originals)
  const paths = await listFiles(folder).catch(() => [] as string[])
  const kept = new Set(paths.filter((path) => !FACTS.test(path)).map(hashIn))
  const alone = paths.filter((path) => FACTS.test(path) && !kept.has(hashIn(path)))
  return Promise.all(
    alone.map(async (path) => {
      const file = await fileOf(join(folder, path))
      const ending = extname(file).toLowerCase()
      const lost = `${NAMES.originals}/${path.replace(/\.facts$/, ending)}`
      return { path: lost, sha256: hashIn(path) ?? '', file: file || lost }
    }),
  )
}

function hashIn(path: string): string | undefined {
  return /[0-9a-f]{64}/.exec(path)?.[0]
}

async function fileOf(facts: string): Promise<string> {
  try {
    const { file } = JSON.parse(await readFile(facts, 'utf8')) as { file?: unknown }
    return typeof file === 'string' ? file : ''
  } catch {
    return ''
  }
}
