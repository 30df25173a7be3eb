import { appendFile } from 'node:fs/promises'

/** Adds to the page of a run; GitHub makes the file for each step and names it in the environment. */
export async function appendStepSummary(path: string, markdown: string): Promise<void> {
  await appendFile(path, markdown, 'utf8')
}
