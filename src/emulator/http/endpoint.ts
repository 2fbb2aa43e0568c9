import type { Platform } from '../platform.js';
import type { Answer, Exchange } from './exchange.js';

/** Answers one kind of request. What it throws becomes an answer in the platform's form. */
export type Endpoint = (platform: Platform, exchange: Exchange) => Answer | Promise<Answer>;
