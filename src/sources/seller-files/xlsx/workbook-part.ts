import { UnreadableFile } from '../table.ts'
import type { PackageParts, Relationship } from './package-parts.ts'
import { visitElements } from './small-part.ts'

export interface WorkbookParts {
  /** The worksheets in the order of their tabs, hidden ones too. */
  sheets: { name: string; path: string }[]
  /** Parts that hold worksheets and that the workbook does not name, so that nobody sees them. */
  unlisted: readonly string[]
  is1904: boolean
  stylesPath: string | undefined
  stringsPath: string | undefined
}

interface SheetEntry {
  name: string
  relationshipId: string | undefined
}

/** Finds what a workbook consists of: its main part, and the parts that one refers to. */
export async function readWorkbookParts(parts: PackageParts): Promise<WorkbookParts> {
  const path = await findWorkbook(parts)
  const { entries, is1904 } = await readWorkbookPart(parts, path)
  const relationships = await parts.relationships(path)
  const pathOf = (kind: string) => relationships.find((found) => found.kind === kind)?.target
  return {
    sheets: worksheets(entries, relationships),
    unlisted: unlistedSheets(parts, entries, relationships),
    is1904,
    stylesPath: pathOf('styles'),
    stringsPath: pathOf('sharedStrings'),
  }
}

async function findWorkbook(parts: PackageParts): Promise<string> {
  const relationships = parts.has('_rels/.rels') ? await parts.relationships('') : []
  const path = relationships.find(({ kind }) => kind === 'officeDocument')?.target
  // The binary workbook is another format in the same kind of package ([MS-XLSB] 2.1.7.62).
  if (path?.endsWith('.bin')) throw new UnreadableFile('unsupported-sheet')
  return path ?? 'xl/workbook.xml'
}

async function readWorkbookPart(parts: PackageParts, path: string) {
  const entries: SheetEntry[] = []
  let is1904 = false
  await visitElements(parts.small(path), (element) => {
    if (element.name === 'workbookPr') {
      is1904 = /^(1|true|on)$/.test(element.attribute('date1904') ?? '')
    } else if (element.name === 'sheet' && element.parent === 'sheets') {
      entries.push({
        name: element.attribute('name') ?? '',
        relationshipId: element.attributeFrom('/relationships', 'id'),
      })
    }
  })
  return { entries, is1904 }
}

function unlistedSheets(
  parts: PackageParts,
  entries: readonly SheetEntry[],
  relationships: readonly Relationship[],
): string[] {
  const listed = relationships.filter(({ id }) =>
    entries.some(({ relationshipId }) => relationshipId === id),
  )
  const named = new Set(listed.map(({ target }) => target.toLowerCase()))
  return parts.paths.filter((path) => WORKSHEET.test(path) && !named.has(path))
}

const WORKSHEET = /^xl\/worksheets\/[^/]+\.xml$/

/** Chart, dialog and macro sheets stand among the worksheets, but have no rows of their own. */
function worksheets(entries: SheetEntry[], relationships: Relationship[]): WorkbookParts['sheets'] {
  return entries.flatMap(({ name, relationshipId }) => {
    const found = relationships.find(({ id }) => id === relationshipId)
    if (!found) throw new UnreadableFile('damaged-xlsx', { sheet: name })
    return found.kind === 'worksheet' ? [{ name, path: found.target }] : []
  })
}
