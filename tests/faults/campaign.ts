import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Random } from '../../examples/generator/random.ts'
import { verify } from '../../src/app/verify.ts'
import { folderState } from '../../src/archive/folder.ts'
import { readDecision } from '../../src/archive/redactions.ts'
import { Store } from '../../src/archive/store.ts'
import { readTicks } from '../../src/archive/ticks.ts'
import { EXIT } from '../../src/errors.ts'
import { sealedContent } from '../support/age.ts'
import { copyArchive, databaseContent, fileHashes } from '../support/archive-content.ts'
import { realDeps } from '../support/deps.ts'
import { workbookText } from '../support/workbook-text.ts'
import { archiveOf, type Scenario, type Sources } from './scenarios.ts'
import type { Disturbed, Fault, FaultKind, FaultyDisk } from './shim.ts'

/** Something that must never happen, and how to make it happen again. */
export interface Violation {
  scenario: string
  faults: readonly Fault[]
  what: string
}

export interface CampaignResult {
  /** Disturbed runs, by kind of fault. */
  runs: Record<string, number>
  /** Calls that change files in an undisturbed run. */
  calls: number
  violations: Violation[]
}

export interface CampaignOptions {
  /** Told after each hit, so that a run which is ended early has said how far it came. */
  onHit?: (fault: Fault, soFar: CampaignResult) => void
  disk: FaultyDisk
  sources: Sources
  /** An empty folder to work in. */
  folder: string
  seed: number
  /** How many calls of each scenario are hit, for each kind; all when there are no more. */
  points: number
  kinds: readonly FaultKind[]
  /** Every call from one to another is hit instead. */
  calls?: { from: number; to: number }
  /** Hit the run that mends a killed run as well. */
  twice: boolean
  /**
   * How what was hit must be mended, each from the same state; none looks at the disturbed run alone. By
   * turns, one hit is mended in the first way and the next in the second.
   */
  mends: readonly Mending[]
  byTurns?: boolean
}

/** By the same command again, at once or after `verify --repair`, which people run who fear for an archive. */
export type Mending = 'again' | 'repair first'

/**
 * Hits one call after another of a command. After each hit the archive must be as it was, as it should
 * become, or marked as unfinished; and the same command again must end where an undisturbed run ends,
 * whether or not the archive was repaired before, which must lose nothing either.
 */
export async function runCampaign(
  scenario: Scenario,
  options: CampaignOptions,
): Promise<CampaignResult> {
  return new Campaign(scenario, options).run()
}

class Campaign {
  readonly #scenario: Scenario
  readonly #options: CampaignOptions
  readonly #random: Random
  readonly #start: string
  readonly #workspace: string
  readonly #result: CampaignResult = { runs: {}, calls: 0, violations: [] }
  #before: State = { archive: null, files: {} }
  #expected: State = { archive: null, files: {} }
  #hits = 0

  constructor(scenario: Scenario, options: CampaignOptions) {
    this.#scenario = scenario
    this.#options = options
    this.#random = new Random(`${scenario.name} ${options.seed}`)
    this.#start = join(options.folder, 'start')
    this.#workspace = join(options.folder, 'workspace')
  }

  async run(): Promise<CampaignResult> {
    await mkdir(this.#start, { recursive: true })
    await this.#scenario.prepare(this.#start, this.#options.sources)
    await this.#reset()
    this.#before = await stateOf(this.#workspace)
    const undisturbed = await this.#dyshop(UNDISTURBED)
    if (undisturbed.exitCode !== 0) throw new Error(undisturbed.stderr)
    this.#result.calls = undisturbed.calls ?? 0
    this.#expected = await stateOf(this.#workspace)
    for (const kind of this.#options.kinds) {
      for (const at of this.#points()) await this.#hit({ at, kind })
    }
    return this.#result
  }

  /** The first and the last calls, where files are named and removed, and others between them. */
  #points(): number[] {
    const { calls } = this.#result
    const { points, calls: range } = this.#options
    if (range) {
      const last = Math.min(range.to, calls)
      return Array.from({ length: last - range.from + 1 }, (_, at) => range.from + at)
    }
    if (calls <= points) return Array.from({ length: calls }, (_, at) => at + 1)
    const chosen = new Set<number>()
    for (let at = 1; chosen.size < points / 4; at++) chosen.add(at)
    for (let at = calls; chosen.size < points / 2; at--) chosen.add(at)
    while (chosen.size < points) chosen.add(this.#random.int(1, calls))
    return [...chosen].sort((a, b) => a - b)
  }

  async #hit(first: Fault): Promise<void> {
    const { runs } = this.#result
    await this.#reset()
    const faults = [first]
    await this.#disturb(first, faults)
    if (this.#options.twice && first.kind === 'kill') {
      const second: Fault = { at: this.#random.int(1, this.#result.calls), kind: 'kill' }
      faults.push(second)
      await this.#disturb(second, faults)
    }
    runs[first.kind] = (runs[first.kind] ?? 0) + 1
    await this.#mendAll(faults)
    this.#options.onHit?.(first, this.#result)
  }

  async #mendAll(faults: readonly Fault[]): Promise<void> {
    const { mends, byTurns = false, folder } = this.#options
    const ways = byTurns ? mends.slice(this.#hits % mends.length).slice(0, 1) : mends
    this.#hits++
    const hit = join(folder, 'hit')
    if (ways.length > 1) await copyWorkspace(this.#workspace, hit)
    for (const [index, way] of ways.entries()) {
      if (index > 0) await this.#reset(hit)
      if (way === 'repair first') await this.#repair(faults)
      await this.#mend(faults)
    }
  }

  /** Repairs the archive, where there is one; ends whole, with what only people know still in it. */
  async #repair(faults: readonly Fault[]): Promise<void> {
    const root = archiveOf(this.#workspace)
    if ((await folderState(root)) !== 'archive') return
    // What is decided is finished by `redact` alone.
    const isDecided = (await readDecision(root)) !== null
    const argv = ['verify', '--repair']
    const { exitCode, stderr } = await this.#waiting(() => this.#run(argv, UNDISTURBED))
    const left = await damageOf(this.#workspace)
    const isRest = (each: string) => this.#scenario.leavesTheRest && each.endsWith(UNFINISHED)
    const damage = isDecided ? [] : left.filter((each) => !isRest(each))
    if (damage.length > 0) this.#tell(faults, `verify --repair left damage: ${damage.join(' ')}`)
    const wanted = left.length > 0 ? EXIT.damaged : EXIT.clear
    if (exitCode !== wanted) this.#tell(faults, `verify --repair ended with ${exitCode}: ${stderr}`)
    const ticks = await ticksOf(root).catch((error: unknown) => String(error))
    const known = [this.#before, this.#expected].map(({ archive }) => archive?.ticks ?? NO_TICKS)
    if (!known.includes(ticks)) this.#tell(faults, `verify --repair changed ticks: ${ticks}`)
  }

  async #mend(faults: readonly Fault[]): Promise<void> {
    const again = await this.#waiting(() => this.#dyshop(UNDISTURBED))
    const differing = differenceOf(await stateOf(this.#workspace), this.#expected)
    // A new folder is never put in the place of one that is there, even of the very same content.
    const isThere = this.#scenario.refusesToRepeat && differing === null
    if (again.exitCode !== 0 && !isThere) {
      this.#tell(faults, `running again ended with ${again.exitCode}: ${again.stderr}`)
    } else if (differing) this.#tell(faults, `running again ended elsewhere: ${differing}`)
    const damage = await damageOf(this.#workspace)
    if (damage.length > 0) this.#tell(faults, `running again left damage: ${damage.join(' ')}`)
  }

  /** A run that was killed just while it took over a dead lock keeps others waiting for ten seconds. */
  async #waiting(run: () => Promise<Disturbed>): Promise<Disturbed> {
    const ended = await run()
    if (ended.exitCode !== EXIT.locked) return ended
    await sleep(TAKEOVER_MS)
    return run()
  }

  async #disturb(fault: Fault, faults: readonly Fault[]): Promise<void> {
    const ended = await this.#dyshop(fault)
    if (ended.exitCode === 0) {
      const differing = differenceOf(await stateOf(this.#workspace), this.#expected)
      if (differing) this.#tell(faults, `exit 0, but ${differing}`)
    } else if (fault.kind !== 'kill' && ended.exitCode !== 7) {
      this.#tell(faults, `exit ${ended.exitCode ?? ended.signal}: ${ended.stderr}`)
    }
    const damage = (await damageOf(this.#workspace)).filter((each) => !each.endsWith(UNFINISHED))
    if (damage.length > 0) this.#tell(faults, `damage: ${damage.join(' ')}`)
    await this.#checkNames(faults)
  }

  /** Outputs outside of the archive are whole or not there. */
  async #checkNames(faults: readonly Fault[]): Promise<void> {
    const files = await outsideFiles(this.#workspace)
    for (const [path, hash] of Object.entries(files)) {
      if (path.includes('.dyshop-part')) continue
      if (this.#expected.files[path] !== hash) this.#tell(faults, `${path} is torn`)
    }
  }

  async #dyshop(fault: Fault): Promise<Disturbed> {
    return this.#run(this.#scenario.argv(this.#workspace, this.#options.sources), fault)
  }

  async #run(argv: readonly string[], fault: Fault): Promise<Disturbed> {
    const common = ['--archive', archiveOf(this.#workspace), '--no-input', '--quiet']
    return this.#options.disk.run([...argv, ...common], this.#workspace, fault)
  }

  async #reset(state = this.#start): Promise<void> {
    await copyWorkspace(state, this.#workspace)
  }

  #tell(faults: readonly Fault[], what: string): void {
    this.#result.violations.push({ scenario: this.#scenario.name, faults: [...faults], what })
  }
}

/** With SQLite's side files; they go while they are copied when a reader of ours is collected. */
async function copyWorkspace(from: string, to: string, tries = 3): Promise<void> {
  await rm(to, { recursive: true, force: true })
  try {
    await copyArchive(from, to, { sideFiles: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || tries === 1) throw error
    await copyWorkspace(from, to, tries - 1)
  }
}

const UNDISTURBED: Fault = { at: 0, kind: 'kill' }
const NO_TICKS = '[]'
const UNFINISHED = 'unfinished-run'
const TAKEOVER_MS = 11_000

/** What is to be the same after any history: content, ticks, and files, but not when they were made. */
interface State {
  archive: Record<string, string> | null
  files: Record<string, string>
}

/** The lock of a run that is dead stays until one that needs it takes it over. */
const LOCK = /^archive\/\.dyshop\.lock$/

/** Files that say when something happened, or hash one that does. */
const DATED =
  /^archive\/(archive\.db|manifest\.json|SHA256SUMS|documents\/index\.json)$|^archive\/redactions\/|^archive\/.*\.facts$/

async function stateOf(workspace: string): Promise<State> {
  const root = archiveOf(workspace)
  const files = Object.entries(await contents(workspace)).filter(
    ([path]) => !DATED.test(path) && !LOCK.test(path),
  )
  const isArchive = (await folderState(root)) === 'archive'
  const archive = isArchive
    ? { ...(await databaseContent(root)), ticks: await ticksOf(root) }
    : null
  return { archive, files: Object.fromEntries(files) }
}

async function ticksOf(root: string): Promise<string> {
  const store = await Store.openForReading(join(root, 'archive.db'))
  try {
    const ticks = (['step', 'item'] as const).flatMap((kind) => [
      ...readTicks(store, kind).values(),
    ])
    return JSON.stringify(ticks.map(({ id, status, note }) => [id, status, note]))
  } finally {
    store.close()
  }
}

async function outsideFiles(workspace: string): Promise<Record<string, string>> {
  const files = Object.entries(await contents(workspace))
  return Object.fromEntries(files.filter(([path]) => !path.startsWith('archive/')))
}

/**
 * Hashes of all files; of a workbook by exceljs, which says when it was made, what its cells say, and of
 * a sealed file, which is never the same twice, what comes out of it.
 */
async function contents(workspace: string): Promise<Record<string, string>> {
  const hashes = await fileHashes(workspace)
  const sealed = 'out/shop.tar.age'
  if (sealed in hashes) hashes[sealed] = await sealedContent(join(workspace, sealed))
  const todo = 'out/todo.xlsx'
  const readable = () => workbookText(join(workspace, todo)).catch(() => 'unreadable')
  return todo in hashes ? { ...hashes, [todo]: await readable() } : hashes
}

async function damageOf(workspace: string): Promise<string[]> {
  const root = archiveOf(workspace)
  // Cut off before there was anything to tell it by, a folder may hold working files only.
  if ((await folderState(root)) !== 'archive') return []
  const { data } = await verify({ root, deep: false }, realDeps())
  return data.damaged.map(({ path, problem }) => `${path}:${problem}`)
}

function differenceOf(state: State, expected: State): string | null {
  for (const part of ['archive', 'files'] as const) {
    const [is, should] = [state[part] ?? {}, expected[part] ?? {}]
    const names = new Set([...Object.keys(is), ...Object.keys(should)])
    const differing = [...names].filter((name) => is[name] !== should[name])
    if (differing.length > 0) return `${part} differ in ${differing.join(', ')}`
  }
  return null
}
