import { afterEach } from 'vitest'
import { openBench } from './bench.ts'
import { type Answer, openSink, type Sink } from './sink.ts'

/** Sinks and benches of a test file, closed after each test, the last one first. @param usual what its sinks answer */
export function closingAfterEach(usual: Answer) {
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })
  return {
    closing,
    async sinkOf(answer = usual): Promise<Sink> {
      const sink = await openSink(answer)
      closing.push(sink.close)
      return sink
    },
    benchOf(options: Parameters<typeof openBench>[0] = {}) {
      const bench = openBench(options)
      closing.push(bench.close)
      return bench
    },
  }
}
