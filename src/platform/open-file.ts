import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

/** The program that opens a file as a double click would, and its arguments. */
export function openCommand(platform: NodeJS.Platform, path: string): [string, string[]] {
  if (platform === 'darwin') return ['open', [path]]
  // Unlike `cmd /c start` it takes the path as it is: no character in it is a command.
  if (platform === 'win32') return ['rundll32.exe', ['url.dll,FileProtocolHandler', path]]
  return ['xdg-open', [path]]
}

/**
 * Opens a file in the program that the system has for it, and does not wait for its end.
 * @returns false when there is no such program
 */
export async function openFile(path: string): Promise<boolean> {
  const [program, args] = openCommand(process.platform, resolve(path))
  return new Promise((done) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' })
    child.on('error', () => done(false))
    child.on('spawn', () => {
      child.unref()
      done(true)
    })
  })
}
