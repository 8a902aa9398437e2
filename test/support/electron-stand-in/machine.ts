import { EventEmitter } from 'node:events'
import { type ClientRequest, request as httpRequest } from 'node:http'

/** Screens, power and network of a machine that a test describes. */
export const powerMonitor = new EventEmitter()

interface Display {
  readonly id: number
  readonly workArea: { x: number; y: number; width: number; height: number }
}
class Screen extends EventEmitter {
  displays: Display[] = [{ id: 1, workArea: { x: 0, y: 25, width: 1600, height: 975 } }]
  getPrimaryDisplay(): Display | undefined {
    return this.displays[0]
  }
  getAllDisplays(): Display[] {
    return this.displays
  }
}
export const screen = new Screen()

/** Chromium's network as far as electron-updater uses it: plain HTTP to loopback, which is where tests have their feeds. */
export const net = {
  request: ({ session: _, redirect: __, ...options }: Record<string, unknown>): ClientRequest => httpRequest(options),
}
