import { expect, test } from 'vitest'
import { watchSignals } from '../../src/platform/interruption.ts'
import { systemTime } from '../../src/platform/system-time.ts'

test('hundreds of waits may listen for the stop, and Node warns of nothing', async () => {
  const warnings: string[] = []
  const note = ({ message }: Error) => void warnings.push(message)
  process.on('warning', note)
  const signals = watchSignals(() => undefined)
  try {
    const time = systemTime(signals.signal)
    await Promise.all(Array.from({ length: 200 }, () => time.sleep(5)))
    await time.sleep(1)
    expect(warnings).toEqual([])
  } finally {
    signals.unwatch()
    process.off('warning', note)
  }
})
