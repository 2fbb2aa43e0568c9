import { createRandom, type Random } from '../lib/random.js';
import type { FaultAction, FaultPlace, FaultRule } from '../types/fault-rule.js';
import { type CheckedRule, readFaultRules } from './read-fault-rules.js';

/** An event that a fault rule may match. */
export interface Occasion {
  at: FaultPlace;
  user?: string | undefined;
  frame?: string;
  text?: string;
  endpoint?: string;
}

/** One firing of a rule. */
export interface FaultHit {
  /** `id` of the rule. */
  readonly rule: string;
  readonly action: FaultAction['type'];
  readonly place: FaultPlace;
  readonly user?: string;
}

/** Adds and removes fault rules, and lists the faults that happened. */
export interface FaultControl {
  readonly rules: readonly FaultRule[];
  /** Every firing of a rule, in order. `clear()` does not remove them. */
  readonly hits: readonly FaultHit[];
  /** Appends one rule or several. Returns their ids. @throws TypeError that names the mistake in a rule */
  add(rules: FaultRule | readonly FaultRule[]): string[];
  /** Removes the rules with this id. Their effects stay: a black-holed socket stays one. */
  remove(id: string): void;
  /** Removes all rules. Their effects stay. */
  clear(): void;
}

interface ActiveRule {
  rule: CheckedRule;
  random: Random;
  seen: number;
  fired: number;
}

/** The fault rules of one emulator. Every frame and every request is matched against them, in the order of the rules. */
export class Faults implements FaultControl {
  readonly #random: Random;
  readonly #onHit: (hit: FaultHit) => void;
  readonly #hits: FaultHit[] = [];
  #active: ActiveRule[] = [];
  #added = 0;

  constructor(random: Random, onHit: (hit: FaultHit) => void = () => {}) {
    this.#random = random;
    this.#onHit = onHit;
  }

  get rules(): readonly CheckedRule[] {
    return this.#active.map(({ rule }) => rule);
  }

  /** How often each rule has fired, in the order of the rules. */
  get firings(): readonly { rule: CheckedRule; fired: number }[] {
    return this.#active.map(({ rule, fired }) => ({ rule, fired }));
  }

  /** False if there are no rules. */
  get isActive(): boolean {
    return this.#active.length > 0;
  }

  get hits(): readonly FaultHit[] {
    return this.#hits;
  }

  add(rules: FaultRule | readonly FaultRule[]): string[] {
    const checked = readFaultRules(rules, this.#added + 1);
    this.#added += checked.length;
    for (const rule of checked) {
      const random = rule.seed === undefined ? this.#random : createRandom(rule.seed);
      this.#active.push({ rule, random, seen: 0, fired: 0 });
    }
    return checked.map(({ id }) => id);
  }

  remove(id: string): void {
    this.#active = this.#active.filter(({ rule }) => rule.id !== id);
  }

  clear(): void {
    this.#active = [];
  }

  /** The action of the first rule that fires, if any. */
  decide(occasion: Occasion): FaultAction | undefined {
    for (const active of this.#active) {
      const { action, id, after = 0, count = Number.POSITIVE_INFINITY, probability = 1 } = active.rule;
      if (!matches(active.rule, occasion)) continue;
      active.seen++;
      if (active.seen <= after || active.fired >= count || active.random() >= probability) continue;
      active.fired++;
      const { at: place, user } = occasion;
      const hit = { rule: id, action: action.type, place, ...(user !== undefined && { user }) };
      this.#hits.push(hit);
      this.#onHit(hit);
      return action;
    }
    return undefined;
  }
}

function matches({ match }: CheckedRule, occasion: Occasion): boolean {
  const { at, user, frame, text, endpoint } = match;
  return (
    at === occasion.at &&
    (user === undefined || user === occasion.user) &&
    (endpoint === undefined || endpoint === occasion.endpoint) &&
    (frame === undefined || frame === occasion.frame || `/${frame}` === occasion.frame) &&
    (text === undefined || occasion.text?.includes(text) === true)
  );
}
