import type { CompletedCommand, Place } from './completion-tree.ts'

/**
 * A script that teaches PowerShell (5.1 and 7) the command line. It is pure ASCII: a Chinese console
 * reads what a program prints as GBK, which would tear quotes apart.
 */
export function powershellCompletion(tree: readonly CompletedCommand[]): string {
  return `# dyshop: completion for PowerShell. Made from the commands by: dyshop completion powershell
Register-ArgumentCompleter -Native -CommandName dyshop -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $tree = @{
${tree.map(entry).join('\n')}
  }
  $typed = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
    Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  $path = ''
  $option = $null
  foreach ($word in $typed) {
    if ($option) { $option = $null; continue }
    $node = $tree[$path]
    if ($node.Values.ContainsKey($word)) { $option = $word; continue }
    if ($node.Commands.ContainsKey($word)) { $path = ($path + ' ' + $word).Trim() }
  }
  $node = $tree[$path]
  $place = $node.Argument
  $offered = $node.Commands
  if ($option) {
    $place = $node.Values[$option]
    $offered = @{}
  } elseif ($wordToComplete -like '-*') {
    $place = $null
    $offered = $node.Options
  }
  foreach ($name in ($offered.Keys | Sort-Object)) {
    if ($name -like "$wordToComplete*") {
      $kind = if ($name -like '-*') { 'ParameterName' } else { 'ParameterValue' }
      [System.Management.Automation.CompletionResult]::new($name, $name, $kind, [regex]::Unescape($offered[$name]))
    }
  }
  if ($place -eq 'files' -or $place -eq 'folders') {
    Get-ChildItem -Path "$wordToComplete*" -Directory:($place -eq 'folders') | ForEach-Object {
      $shown = Resolve-Path -LiteralPath $_.FullName -Relative
      if ($shown -match '\\s') { $shown = "'" + $shown.Replace("'", "''") + "'" }
      [System.Management.Automation.CompletionResult]::new($shown, $_.Name, 'ProviderItem', $_.FullName)
    }
  } elseif ($place) {
    foreach ($word in $place) {
      if ($word -like "$wordToComplete*") {
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $word)
      }
    }
  }
}
`
}

function entry({ path, commands, options, argument }: CompletedCommand): string {
  const table = (pairs: readonly (readonly [name: string, value: string])[]) =>
    `@{ ${pairs.map(([name, value]) => `${quoted(name)} = ${value}`).join('; ')} }`
  const described = options.flatMap(({ names, description }) =>
    names.map((name) => [name, tip(description)] as const),
  )
  const values = options.flatMap(({ names, value }) =>
    value === null ? [] : names.map((name) => [name, placeText(value)] as const),
  )
  return `    ${quoted(path)} = @{
      Commands = ${table(commands.map(({ name, description }) => [name, tip(description)]))}
      Options = ${table(described)}
      Values = ${table(values)}
      Argument = ${argument === null ? '$null' : placeText(argument)}
    }`
}

function placeText(place: Place): string {
  if (place === 'anything') return '$null'
  return typeof place === 'string' ? quoted(place) : `@(${place.words.map(quoted).join(', ')})`
}

/** A text for `[regex]::Unescape`; PowerShell refuses an empty tool tip. */
function tip(text: string): string {
  return quoted((text || '-').replace(/[^ -[\]-~]/g, escaped))
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
