import packageFile from '../package.json' with { type: 'json' }
import { EXIT } from './errors.ts'

const { version } = packageFile

/** Runs the command line of this process. */
export async function main(): Promise<void> {
  // Whatever ends the process before a command has finished must not look like success.
  process.exitCode = EXIT.unfinished
  // Everything dyshop writes may tell of people: it is for its owner's eyes only.
  process.umask(0o077)
  const argv = process.argv.slice(2)
  endQuietlyWhenNobodyReads()
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    process.stdout.write(`${version}\n`)
    process.exitCode = EXIT.clear
    return
  }
  const { runCommandLine } = await import('./cli/run.ts')
  process.exitCode = await runCommandLine(
    {
      argv,
      env: process.env,
      stdout: stream(process.stdout),
      stderr: stream(process.stderr),
      canRead: process.stdin.isTTY === true,
      platform: process.platform,
      readInput: readStandardInput,
    },
    version,
  )
}

function stream(output: NodeJS.WriteStream) {
  return {
    isTerminal: output.isTTY === true,
    ...(output.columns ? { columns: output.columns } : {}),
    write: (text: string) =>
      new Promise<void>((done) => {
        output.write(text, () => done())
      }),
  }
}

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** `dyshop find … | head` closes our output: no error of ours, and nothing to say about it. */
function endQuietlyWhenNobodyReads(): void {
  for (const output of [process.stdout, process.stderr]) {
    output.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
}
