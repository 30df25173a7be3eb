import packageFile from '../package.json' with { type: 'json' }
import type { Outgoing } from './cli/outlet.ts'
import { EXIT } from './errors.ts'

const { version } = packageFile

/** Runs the command line of this process. */
export async function main(): Promise<void> {
  // Whatever ends the process before a command has finished must not look like success.
  process.exitCode = EXIT.unfinished
  // Everything dyshop writes may tell of people: it is for its owner's eyes only.
  process.umask(0o077)
  const argv = process.argv.slice(2)
  hearErrorsOfStreams()
  const stdout = stream(process.stdout, 'stdout')
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    const isWritten = await written(process.stdout, 'stdout', `${version}\n`).then(
      () => true,
      () => false,
    )
    if (isWritten) process.exitCode = EXIT.clear
    // What could not be written is told by the command line, which has the words.
    if (isWritten) return
  }
  const { runCommandLine, tellCrash } = await import('./cli/run.ts')
  const terminal = {
    argv,
    env: process.env,
    stdout,
    stderr: stream(process.stderr, 'stderr'),
    canRead: process.stdin.isTTY === true,
    platform: process.platform,
    rowThread: new URL('row-thread.js', import.meta.url),
    readInput: readStandardInput,
  }
  // Node itself would print the message as it is, with whatever of a file is quoted in it.
  process.on('uncaughtException', (error) => {
    void tellCrash(terminal, version, error).finally(() => process.exit(EXIT.unfinished))
  })
  process.exitCode = await runCommandLine(terminal, version)
}

/**
 * Writing fails like writing a file does: a full disk is no success. Only when nobody reads any more
 * (`| head`) is there nothing to say, and of a broken stderr nobody could be told.
 */
function stream(output: NodeJS.WriteStream, name: 'stdout' | 'stderr') {
  return {
    isTerminal: output.isTTY === true,
    ...(output.columns ? { columns: output.columns } : {}),
    write: (text: Outgoing) => written(output, name, text),
  }
}

function written(
  output: NodeJS.WriteStream,
  name: 'stdout' | 'stderr',
  text: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(text, (error) => {
      const { code } = (error ?? {}) as NodeJS.ErrnoException
      if (!error || code === 'EPIPE' || name === 'stderr') resolve()
      else reject(Object.assign(error, { path: name }))
    })
  })
}

/** A secret or a passphrase comes that way; what has no end must not fill the memory. */
const MOST_INPUT_BYTES = 65_536

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= MOST_INPUT_BYTES) break
  }
  return Buffer.concat(chunks)
}

/** Whoever writes hears of the error; unheard as an event it would end the process with a stack. */
function hearErrorsOfStreams(): void {
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined)
}
