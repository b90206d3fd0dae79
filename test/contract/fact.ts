import type {
  CallingModule,
  ContractAgent,
  ContractClient,
  ContractDebugInfo,
  ContractDevices,
  ContractRenderer,
  ContractVideo,
} from './calling-module.js';

/** Whose module a fact is held against. The oldest SDK is the first that the peer dependency allows. */
export type Backend = 'the SDK' | 'the oldest SDK' | 'the emulator';

/** An error of the module as far as callers may rely on it. */
export interface Refusal {
  readonly name: string;
  /** `code/subCode`. */
  readonly code: string;
  readonly message: string;
  readonly categories: readonly string[] | undefined;
  readonly error: Error;
}

/** What a fact is given: one module, without any service in reach, and what the facts before it in its file have made. */
export interface Given {
  readonly sdk: CallingModule;
  /** The client that the facts of a page share. */
  readonly client: ContractClient;
  /** Its device manager: without a network the SDK needs seconds to give it. */
  readonly devices: () => Promise<ContractDevices>;
  /** Its agent, which takes still longer. */
  readonly agent: () => Promise<ContractAgent>;
  /** A well-formed token of a Teams user, which no service has signed. */
  readonly token: (claims?: Readonly<Record<string, unknown>>) => string;
  readonly render: (stream: ContractVideo) => ContractRenderer;
  readonly debugInfo: (client: ContractClient) => ContractDebugInfo;
  /** The code of what must be refused; `none` where it was not. */
  readonly refusal: (act: () => unknown) => Promise<string>;
  /** The error itself. */
  readonly failure: (act: () => unknown) => Promise<Refusal>;
}

/** How one thing is found out that is so of the Calling SDK. */
export type Finding = (given: Given) => Promise<void>;

/** What is not so of every module: of which ones it is, and why not of the others. */
export interface PartialFact {
  readonly of: readonly Backend[];
  readonly because: string;
  readonly find: Finding;
}

/** Each thing that is so: its sentence, and how it is found out. */
export type Facts = Readonly<Record<string, Finding | PartialFact>>;

/** How a fact is found out with this module; undefined where it is about others. */
export function findingOf(fact: Finding | PartialFact, backend: Backend): Finding | undefined {
  if (typeof fact === 'function') return fact;
  return fact.of.includes(backend) ? fact.find : undefined;
}
