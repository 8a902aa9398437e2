import { expect, test } from 'vitest'
import { watchMachine } from '#app/machine-watch.ts'
import { FakeClock } from '../../support/fake-clock.ts'

function bench(addresses = '192.168.1.7') {
  const clock = new FakeClock()
  const heard: string[] = []
  const world = { addresses }
  let resume = () => {}
  const watch = watchMachine({
    clock,
    machine: {
      onResume(listener) {
        resume = listener
      },
    },
    onWake: () => heard.push('wake'),
    onNetwork: () => heard.push('network'),
    addresses: () => world.addresses,
  })
  return { clock, heard, world, watch, resume: () => resume() }
}

test('sleep is wall time that passed without the process; a busy moment is not', () => {
  const { clock, heard } = bench()
  clock.advance(60_000)
  clock.sleep(15_000)
  clock.advance(5000)
  expect(heard).toEqual([])
  clock.sleep(3_600_000)
  clock.advance(5000)
  expect(heard).toEqual(['wake'])
  clock.advance(60_000)
  expect(heard).toHaveLength(1)
})

test('another address is another network; none at all is nothing to connect with yet', () => {
  const { clock, heard, world } = bench()
  world.addresses = ''
  clock.advance(5000)
  expect(heard).toEqual([])
  world.addresses = '10.0.0.9'
  clock.advance(5000)
  expect(heard).toEqual(['network'])
})

test('waking up elsewhere is told once', () => {
  const { clock, heard, world, watch } = bench()
  world.addresses = '10.0.0.9'
  clock.sleep(3_600_000)
  clock.advance(5000)
  expect(heard).toEqual(['wake'])
  watch.stop()
  clock.sleep(3_600_000)
  clock.advance(60_000)
  expect(heard).toHaveLength(1)
})

test('a wake-up that the system tells of is heard at once, once, and not after the end', () => {
  const { clock, heard, watch, resume } = bench()
  clock.sleep(3_600_000)
  resume()
  expect(heard).toEqual(['wake'])
  clock.advance(5000)
  expect(heard).toHaveLength(1)
  watch.stop()
  resume()
  expect(heard).toHaveLength(1)
})
