import { configureGlobal } from 'fast-check';

/**
 * Properties look at the same cases in every run, so that a red run means a change and not a dice.
 * `FC_SEED=$RANDOM npx vitest run --project unit` looks at others; what it finds becomes a test.
 */
configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_120) });
