import { configureGlobal } from 'fast-check';

/**
 * Properties check the same cases in every run, so that a failure always comes from a change of the code.
 * `FC_SEED=$RANDOM npx vitest run --project unit` checks others. Each case that it finds becomes a test of its own.
 */
configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_120) });
