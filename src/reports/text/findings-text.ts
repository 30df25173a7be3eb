import type { Finding, Severity } from '../../domain/finding.ts'
import { harmless } from '../harmless.ts'
import { findingMessage } from '../wording.ts'
import type { Language } from '../words/language.ts'
import { SEVERITY_NAMES } from '../words/severity-names.ts'
import type { Paint } from './paint.ts'

/** So many of one kind are shown; `--json` and `--verbose` have them all. */
const SHOWN_OF_A_KIND = 5

/** Findings as people read them: the gravest first, each with its place and what to do. */
export function findingsText(
  findings: readonly Finding[],
  { language, paint, isVerbose }: { language: Language; paint: Paint; isVerbose: boolean },
): string {
  const order: readonly Severity[] = isVerbose ? ['error', 'warning', 'info'] : ['error', 'warning']
  return order.map((severity) => ofSeverity(severity)).join('')

  function ofSeverity(severity: Severity): string {
    const counts = new Map<string, number>()
    let text = ''
    for (const each of findings) {
      if (each.severity !== severity) continue
      const count = (counts.get(each.code) ?? 0) + 1
      counts.set(each.code, count)
      if (count <= SHOWN_OF_A_KIND || isVerbose) text += line(each)
    }
    const hidden = [...counts.values()].reduce(
      (sum, count) => sum + Math.max(0, count - SHOWN_OF_A_KIND),
      0,
    )
    if (hidden > 0 && !isVerbose) {
      text +=
        language === 'zh'
          ? `  … 还有 ${hidden} 条，用 --verbose 或 --json 查看\n`
          : `  … ${hidden} more, see --verbose or --json\n`
    }
    return text
  }

  function line(each: Finding): string {
    const color = { error: paint.red, warning: paint.yellow, info: paint.dim }[each.severity]
    const place = placeText(each, language)
    const label = color(SEVERITY_NAMES[language][each.severity])
    return `  ${label} ${place === '' ? '' : `${place}${language === 'zh' ? '：' : ': '}`}${findingMessage(each, language)}\n`
  }
}

function placeText({ where: { file, sheet, row, column } }: Finding, language: Language): string {
  const parts = [
    file,
    sheet === undefined ? undefined : language === 'zh' ? `工作表“${sheet}”` : `sheet "${sheet}"`,
    row === undefined ? undefined : language === 'zh' ? `第 ${row} 行` : `row ${row}`,
    column === undefined ? undefined : language === 'zh' ? `“${column}”列` : `column "${column}"`,
  ]
  return harmless(parts.filter((part) => part !== undefined).join(' '))
}
