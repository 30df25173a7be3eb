import type { CompletedCommand, Place } from './completion-tree.ts'

/** Lines of a shell's `case`: a name of a command leads to that command. @param variable holds where we are */
export function commandSteps({ path, commands }: CompletedCommand, variable: string): string[] {
  return commands.map(
    ({ name }) =>
      `      '${path} ${name}') ${variable}='${path === '' ? name : `${path} ${name}`}' ;;`,
  )
}

/** An option that takes a value: the next word is none of ours. */
export function valueSteps({ path, options }: CompletedCommand): string[] {
  const names = options.filter(({ value }) => value !== null).flatMap((each) => each.names)
  if (names.length === 0) return []
  return [`      ${names.map((name) => `'${path} ${name}'`).join('|')}) skip=1 ;;`]
}

/** What is offered for the value of an option. */
export function valueCases(
  { path, options }: CompletedCommand,
  offer: (place: Place) => string,
): string[] {
  return options.flatMap(({ names, value }) => {
    const offered = value === null ? '' : offer(value)
    const patterns = names.map((name) => `'${path} ${name}'`).join('|')
    return offered === '' ? [] : [`      ${patterns}) ${offered} ;;`]
  })
}
