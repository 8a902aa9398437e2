// interim wiring
import type { Services } from './services.ts'
export async function startDelivery(_: any): Promise<any> {
  return { alerts: { disk: async () => {} }, wake() {}, start() {}, async stop() {}, cancelPending: async () => {}, services: {} as Services }
}
