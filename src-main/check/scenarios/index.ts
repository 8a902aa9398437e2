import type { ScenarioGroup } from '#domain/check/types.ts'
import type { Scenario } from '../scenario.ts'
import { connectionScenarios } from './connection.ts'
import { loadScenarios } from './load.ts'
import { payloadScenarios } from './payload.ts'
import { protocolScenarios } from './protocol.ts'
import { repeatScenarios } from './repeats.ts'
import { signatureScenarios } from './signature.ts'
import { signatureFormScenarios } from './signature-forms.ts'
import { timeScenarios } from './time.ts'

const order: readonly ScenarioGroup[] = ['genuine', 'signature', 'time', 'repeats', 'payload', 'protocol', 'connection', 'load']

/** Every scenario, in the order in which people are shown them. */
export const scenarios: readonly Scenario[] = [
  ...protocolScenarios,
  ...signatureScenarios,
  ...signatureFormScenarios,
  ...timeScenarios,
  ...repeatScenarios,
  ...payloadScenarios,
  ...connectionScenarios,
  ...loadScenarios,
].sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group))
