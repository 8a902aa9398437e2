/** The alerts that there are, each in a file of its own: pure functions from what happened to an `AlertDraft`. Raising it is the app's job. */
export { type AttemptFacts, disabledAlert, evaluateAttempt, failedGroup } from './alerts/delivery.ts'
export { type AlertAction, type AlertDraft, type AlertKind, type AlertTarget, actionsOf } from './alerts/draft.ts'
export { FAILING_STEPS, type FailingFacts, failingAlert } from './alerts/failing.ts'
export { handshakeAlert } from './alerts/handshake.ts'
export { diskAlert, tunnelAlert } from './alerts/machine.ts'
export { type AlertText, emailOf, jsonBody, slackBody } from './alerts/message.ts'
export {
  afterVerdict,
  clockAlert,
  FAILURES_IN_A_ROW,
  noTrouble,
  type SignatureRun,
  SPIKE,
  signatureAlert,
  spikeAlert,
} from './alerts/signatures.ts'
export { BURST, isMuted, type Mute, type Told, tellableAt, withMute } from './alerts/telling.ts'
