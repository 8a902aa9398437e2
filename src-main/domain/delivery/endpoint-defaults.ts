import type { EndpointConfig } from '../config.ts'
import type { AutoDisable, CircuitChoice } from './health.ts'

const usualCircuit: CircuitChoice = { afterFailures: 10, openSeconds: 60 }
/** As long as Svix has it: a weekend and two working days. */
const usualAutoDisable: AutoDisable = { afterHours: 120, afterFailures: null }

type Care = Pick<EndpointConfig, 'ordered' | 'headBlockMs' | 'paused' | 'circuit' | 'autoDisable' | 'insecureTls' | 'ca' | 'registration'>

/**
 * How an Endpoint is cared for when nobody said. An app on the developer's own machine is down every few minutes: a circuit that opens
 * or a switch that turns itself off would only be in the way there.
 */
export function endpointDefaults(local: boolean): Care {
  return {
    ordered: false,
    headBlockMs: 3_600_000,
    paused: false,
    circuit: local ? null : usualCircuit,
    autoDisable: local ? null : usualAutoDisable,
    insecureTls: false,
    ca: null,
    registration: null,
  }
}
