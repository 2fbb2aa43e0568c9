import { createRandom, type Random } from '../lib/random.js';
import type { FaultAction, FaultPlace, FaultRule } from '../types/fault-rule.js';
import { type CheckedRule, readFaultRules } from './read-fault-rules.js';

/** Something that is about to happen. */
export interface Occasion {
  at: FaultPlace;
  user?: string | undefined;
  frame?: string;
  text?: string;
  endpoint?: string;
}

/** A rule that fired. */
export interface FaultHit {
  /** `id` of the rule. */
  readonly rule: string;
  readonly action: FaultAction['type'];
  readonly place: FaultPlace;
  readonly user?: string;
}

interface Armed {
  rule: CheckedRule;
  chance: Random;
  seen: number;
  fired: number;
}

/** The fault rules of one emulator. Everything that passes asks here, in the order of the rules. */
export class Faults {
  readonly #chance: Random;
  readonly #told: (hit: FaultHit) => void;
  readonly #hits: FaultHit[] = [];
  #armed: Armed[] = [];
  #added = 0;

  constructor(chance: Random, told: (hit: FaultHit) => void = () => {}) {
    this.#chance = chance;
    this.#told = told;
  }

  get rules(): readonly CheckedRule[] {
    return this.#armed.map(({ rule }) => rule);
  }

  /** How often each rule has fired, in the order of the rules. */
  get firings(): readonly { rule: CheckedRule; fired: number }[] {
    return this.#armed.map(({ rule, fired }) => ({ rule, fired }));
  }

  /** False while nothing can go wrong. */
  get isArmed(): boolean {
    return this.#armed.length > 0;
  }

  /** Every time a rule fired, in order. `clear()` keeps them. */
  get hits(): readonly FaultHit[] {
    return this.#hits;
  }

  /** Adds one rule or several behind the others. Gives their ids. @throws TypeError that says what is wrong */
  add(rules: FaultRule | readonly FaultRule[]): string[] {
    const checked = readFaultRules(rules, this.#added + 1);
    this.#added += checked.length;
    for (const rule of checked) {
      const chance = rule.seed === undefined ? this.#chance : createRandom(rule.seed);
      this.#armed.push({ rule, chance, seen: 0, fired: 0 });
    }
    return checked.map(({ id }) => id);
  }

  /** Removes the rules of that id. What they have done stays done. */
  remove(id: string): void {
    this.#armed = this.#armed.filter(({ rule }) => rule.id !== id);
  }

  clear(): void {
    this.#armed = [];
  }

  /** What shall go wrong with this, if anything. */
  decide(occasion: Occasion): FaultAction | undefined {
    for (const armed of this.#armed) {
      const { action, id, after = 0, count = Number.POSITIVE_INFINITY, probability = 1 } = armed.rule;
      if (!fits(armed.rule, occasion)) continue;
      armed.seen++;
      if (armed.seen <= after || armed.fired >= count || armed.chance() >= probability) continue;
      armed.fired++;
      const { at: place, user } = occasion;
      const hit = { rule: id, action: action.type, place, ...(user !== undefined && { user }) };
      this.#hits.push(hit);
      this.#told(hit);
      return action;
    }
    return undefined;
  }
}

function fits({ match }: CheckedRule, occasion: Occasion): boolean {
  const { at, user, frame, text, endpoint } = match;
  return (
    at === occasion.at &&
    (user === undefined || user === occasion.user) &&
    (endpoint === undefined || endpoint === occasion.endpoint) &&
    (frame === undefined || frame === occasion.frame || `/${frame}` === occasion.frame) &&
    (text === undefined || occasion.text?.includes(text) === true)
  );
}
