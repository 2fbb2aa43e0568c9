/** Fault rules: none can be added yet. */
export class Faults {}
